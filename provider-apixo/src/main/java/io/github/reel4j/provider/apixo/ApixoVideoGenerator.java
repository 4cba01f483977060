package io.github.reel4j.provider.apixo;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.feign.Reply;
import io.github.reel4j.provider.feign.VendorConnection;
import io.vavr.control.Either;
import java.util.OptionalInt;

/** Places orders; an envelope's code can refuse what the HTTP status accepted. */
final class ApixoVideoGenerator implements VideoGenerator {

    private final VendorConnection connection;
    private final ApixoApi api;

    ApixoVideoGenerator(VendorConnection connection) {
        this.connection = connection;
        this.api = connection.api(ApixoApi.class);
    }

    @Override
    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return connection
                .submit(request, deadline -> api.generate(ApixoMapper.order(request), deadline))
                .flatMap(reply -> accepted(request, reply));
    }

    private Either<VideoFailure, TaskRef> accepted(ResolvedRequest request, Reply<ApixoApi.Envelope> reply) {
        OptionalInt refusal = reply.value().refusal();
        if (refusal.isPresent()) {
            return Either.left(connection.failures().refusedSubmit(request, refusal.getAsInt(), reply));
        }
        ApixoApi.Envelope.Data data = reply.value().data();
        return connection.accepted(request, data == null ? null : data.taskId(), reply);
    }
}
