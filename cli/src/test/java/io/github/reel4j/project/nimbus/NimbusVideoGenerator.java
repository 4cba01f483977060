package io.github.reel4j.project.nimbus;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.feign.VendorClient;
import io.vavr.control.Either;

/** Submits orders. The number of a job is its task id. */
record NimbusVideoGenerator(VendorClient client, NimbusApi api) implements VideoGenerator {

    NimbusVideoGenerator(VendorClient client) {
        this(client, client.api(NimbusApi.class));
    }

    @Override
    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return client.submit(request, deadline -> api.enqueue(NimbusRequestMapper.order(request), deadline))
                .flatMap(response -> client.toTaskRef(request, response.value().number(), response));
    }
}
