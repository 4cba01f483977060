package io.github.reel4j.house.nimbus;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.feign.VendorConnection;
import io.vavr.control.Either;

/** Places orders; a job's number is its id, printed. */
record NimbusVideoGenerator(VendorConnection connection, NimbusApi api) implements VideoGenerator {

    NimbusVideoGenerator(VendorConnection connection) {
        this(connection, connection.api(NimbusApi.class));
    }

    @Override
    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return connection
                .submit(request, deadline -> api.enqueue(NimbusMapper.order(request), deadline))
                .flatMap(reply -> connection.accepted(request, reply.value().number(), reply));
    }
}
