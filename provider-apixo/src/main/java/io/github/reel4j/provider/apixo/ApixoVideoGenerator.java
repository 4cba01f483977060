package io.github.reel4j.provider.apixo;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.provider.feign.VendorResponse;
import io.vavr.control.Either;
import java.util.OptionalInt;

/** Sends orders. The code of the envelope can be a rejection although the HTTP status is 200. */
final class ApixoVideoGenerator implements VideoGenerator {

    private final VendorClient client;
    private final ApixoApi api;

    ApixoVideoGenerator(VendorClient client) {
        this.client = client;
        this.api = client.api(ApixoApi.class);
    }

    @Override
    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return client.submit(request, deadline -> api.generate(ApixoRequestMapper.order(request), deadline))
                .flatMap(response -> accepted(request, response));
    }

    private Either<VideoFailure, TaskRef> accepted(
            ResolvedRequest request, VendorResponse<ApixoApi.Envelope> response) {
        OptionalInt rejection = response.value().errorCode();
        if (rejection.isPresent()) {
            return Either.left(client.failures().submitRejected(request, rejection.getAsInt(), response));
        }
        ApixoApi.Envelope.Data data = response.value().data();
        return client.toTaskRef(request, data == null ? null : data.taskId(), response);
    }
}
