package io.github.reel4j.house.nimbus;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.feign.VendorClient;
import io.vavr.control.Either;

/** Places orders; a job's number is its id, printed. */
record NimbusVideoGenerator(VendorClient connection, NimbusApi api) implements VideoGenerator {

    NimbusVideoGenerator(VendorClient client) {
        this(client, client.api(NimbusApi.class));
    }

    @Override
    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return connection
                .submit(request, deadline -> api.enqueue(NimbusMapper.order(request), deadline))
                .flatMap(response ->
                        connection.toTaskRef(request, response.value().number(), response));
    }
}
