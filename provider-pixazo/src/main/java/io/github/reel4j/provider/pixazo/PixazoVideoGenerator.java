package io.github.reel4j.provider.pixazo;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.feign.VendorClient;
import io.vavr.control.Either;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Submits orders to Pixazo's services, each of which returns the task id in its own way. */
final class PixazoVideoGenerator implements VideoGenerator {

    private static final Logger LOG = LoggerFactory.getLogger(PixazoVideoGenerator.class);

    private final VendorClient client;
    private final PixazoSettings settings;
    private final PixazoApi api;
    private final AtomicBoolean warned = new AtomicBoolean();

    PixazoVideoGenerator(VendorClient client, PixazoSettings settings) {
        this.client = client;
        this.settings = settings;
        this.api = client.api(PixazoApi.class);
    }

    @Override
    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return switch (request.operation()) {
            case TEXT_TO_VIDEO ->
                client.submit(request, deadline -> api.textToVideo(PixazoRequestMapper.textToVideo(request), deadline))
                        .flatMap(response -> client.toTaskRef(request, wanId(response.value()), response));
            case IMAGE_TO_VIDEO ->
                client.submit(
                                request,
                                deadline -> api.imageToVideo(PixazoRequestMapper.imageToVideo(request), deadline))
                        .flatMap(response -> client.toTaskRef(request, wanId(response.value()), response));
            case SPEECH_TO_VIDEO ->
                client.submit(
                                request,
                                deadline -> api.speechToVideo(PixazoRequestMapper.speechToVideo(request), deadline))
                        .flatMap(response ->
                                client.toTaskRef(request, response.value().requestId(), response));
            default -> animate(request);
        };
    }

    private Either<VideoFailure, TaskRef> animate(ResolvedRequest request) {
        if (warned.compareAndSet(false, true)) {
            warn(request.model());
        }
        return client.submit(
                        request,
                        deadline -> api.animate(
                                settings.animatePath(), PixazoRequestMapper.animate(request, settings), deadline))
                .mapLeft(this::explain)
                .flatMap(response -> client.toTaskRef(request, response.value().requestId(), response));
    }

    /** Catches everything, because an exception of a log back end would make the result of an unsent order unknown. */
    private static void warn(ModelSpec model) {
        try {
            LOG.warn("{}: {}", model.id(), model.note().orElse(""));
        } catch (Throwable e) {
            // the preview contains the note too
        }
    }

    private VideoFailure explain(VideoFailure failure) {
        if (failure.kind() != FailureKind.INCOMPATIBLE) {
            return failure;
        }
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + "\n  The path of animate orders, " + settings.animatePath()
                        + ", is inferred, because no document contains it. If you know the right one, set"
                        + " pixazo.animate-submit-path (PIXAZO_ANIMATE_SUBMIT_PATH).")
                .build();
    }

    private static @Nullable String wanId(PixazoApi.WanResponse response) {
        return response.output() == null ? null : response.output().taskId();
    }
}
