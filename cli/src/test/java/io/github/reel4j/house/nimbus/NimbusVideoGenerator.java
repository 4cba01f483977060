package io.github.reel4j.house.nimbus;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.feign.Reply;
import io.github.reel4j.provider.feign.VendorConnection;
import io.github.reel4j.spi.ProviderConfig;
import io.vavr.control.Either;

/** Places orders; a job's number is its id, printed. */
final class NimbusVideoGenerator implements VideoGenerator {

    private final VendorConnection connection;
    private final ProviderConfig config;
    private final NimbusApi api;

    NimbusVideoGenerator(VendorConnection connection, ProviderConfig config) {
        this.connection = connection;
        this.config = config;
        this.api = connection.api(NimbusApi.class);
    }

    @Override
    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return connection
                .submit(deadline -> api.enqueue(NimbusMapper.order(request), deadline))
                .flatMap(reply -> accepted(request, reply));
    }

    private Either<VideoFailure, TaskRef> accepted(ResolvedRequest request, Reply<NimbusApi.Ticket> reply) {
        NimbusApi.Ticket.Job job = reply.value().job();
        Long number = job == null ? null : job.number();
        if (number == null || number < 1) {
            return Either.left(connection.failures().submissionUnknown("has no job number", reply));
        }
        return Either.right(new TaskRef(
                request.provider(),
                request.operation(),
                request.model().id(),
                Long.toString(number),
                request.digest(),
                config.timeline().now()));
    }
}
