package io.github.reel4j.provider.pixazo;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.feign.VendorConnection;
import io.vavr.control.Either;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places orders. Each service names the task in its own way. */
final class PixazoVideoGenerator implements VideoGenerator {

    private static final Logger LOG = LoggerFactory.getLogger(PixazoVideoGenerator.class);

    private final VendorConnection connection;
    private final PixazoSettings settings;
    private final PixazoApi api;
    private final AtomicBoolean told = new AtomicBoolean();

    PixazoVideoGenerator(VendorConnection connection, PixazoSettings settings) {
        this.connection = connection;
        this.settings = settings;
        this.api = connection.api(PixazoApi.class);
    }

    @Override
    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return switch (request.operation()) {
            case TEXT_TO_VIDEO ->
                connection
                        .submit(request, deadline -> api.textToVideo(PixazoMapper.textToVideo(request), deadline))
                        .flatMap(reply -> connection.accepted(request, wanId(reply.value()), reply));
            case IMAGE_TO_VIDEO ->
                connection
                        .submit(request, deadline -> api.imageToVideo(PixazoMapper.imageToVideo(request), deadline))
                        .flatMap(reply -> connection.accepted(request, wanId(reply.value()), reply));
            case SPEECH_TO_VIDEO ->
                connection
                        .submit(request, deadline -> api.speechToVideo(PixazoMapper.speechToVideo(request), deadline))
                        .flatMap(reply ->
                                connection.accepted(request, reply.value().requestId(), reply));
            default -> animate(request);
        };
    }

    private Either<VideoFailure, TaskRef> animate(ResolvedRequest request) {
        if (told.compareAndSet(false, true)) {
            tell(request.model());
        }
        return connection
                .submit(
                        request,
                        deadline ->
                                api.animate(settings.animatePath(), PixazoMapper.animate(request, settings), deadline))
                .mapLeft(this::explained)
                .flatMap(reply -> connection.accepted(request, reply.value().requestId(), reply));
    }

    /** A log back end may throw from any call; the order would then be of unknown fate, though nothing of it was sent. */
    private static void tell(ModelSpec model) {
        try {
            LOG.warn("{}: {}", model.id(), model.note().orElse(""));
        } catch (Throwable e) {
            // the note is in the preview too
        }
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
}
