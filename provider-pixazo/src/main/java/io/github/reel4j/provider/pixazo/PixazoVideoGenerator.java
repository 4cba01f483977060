package io.github.reel4j.provider.pixazo;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.feign.Reply;
import io.github.reel4j.provider.feign.VendorConnection;
import io.github.reel4j.provider.feign.VendorTaskId;
import io.github.reel4j.spi.ProviderConfig;
import io.vavr.control.Either;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places orders. Each service names the task in its own way. */
final class PixazoVideoGenerator implements VideoGenerator {

    private static final Logger LOG = LoggerFactory.getLogger(PixazoVideoGenerator.class);

    private final VendorConnection connection;
    private final ProviderConfig config;
    private final PixazoSettings settings;
    private final PixazoApi api;
    private final AtomicBoolean told = new AtomicBoolean();

    PixazoVideoGenerator(VendorConnection connection, ProviderConfig config, PixazoSettings settings) {
        this.connection = connection;
        this.config = config;
        this.settings = settings;
        this.api = connection.api(PixazoApi.class);
    }

    @Override
    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return switch (request.operation()) {
            case TEXT_TO_VIDEO ->
                connection
                        .submit(deadline -> api.textToVideo(PixazoMapper.textToVideo(request), deadline))
                        .flatMap(reply -> accepted(request, reply, wanId(reply.value())));
            case IMAGE_TO_VIDEO ->
                connection
                        .submit(deadline -> api.imageToVideo(PixazoMapper.imageToVideo(request), deadline))
                        .flatMap(reply -> accepted(request, reply, wanId(reply.value())));
            case SPEECH_TO_VIDEO ->
                connection
                        .submit(deadline -> api.speechToVideo(PixazoMapper.speechToVideo(request), deadline))
                        .flatMap(reply -> accepted(request, reply, reply.value().requestId()));
            default -> animate(request);
        };
    }

    private Either<VideoFailure, TaskRef> animate(ResolvedRequest request) {
        if (told.compareAndSet(false, true)) {
            LOG.warn("{}: {}", request.model().id(), request.model().note().orElse(""));
        }
        return connection
                .submit(deadline ->
                        api.animate(settings.animatePath(), PixazoMapper.animate(request, settings), deadline))
                .mapLeft(this::explained)
                .flatMap(reply -> accepted(request, reply, reply.value().requestId()));
    }

    private VideoFailure explained(VideoFailure failure) {
        if (failure.kind() != FailureKind.INCOMPATIBLE) {
            return failure;
        }
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + "\n  The address of animate orders, " + settings.animatePath()
                        + ", is inferred: no document has it. If you know the right one, set it: pixazo.animate-submit-path"
                        + " (PIXAZO_ANIMATE_SUBMIT_PATH).")
                .build();
    }

    private static @Nullable String wanId(PixazoApi.WanReply reply) {
        return reply.output() == null ? null : reply.output().taskId();
    }

    private Either<VideoFailure, TaskRef> accepted(ResolvedRequest request, Reply<?> reply, @Nullable String id) {
        return VendorTaskId.of(id)
                .<Either<VideoFailure, TaskRef>>map(taskId -> Either.right(new TaskRef(
                        request.provider(),
                        request.operation(),
                        request.model().id(),
                        taskId,
                        request.digest(),
                        config.timeline().now())))
                .orElseGet(() ->
                        Either.left(connection.failures().submissionUnknown("has no task id of a known form", reply)));
    }
}
