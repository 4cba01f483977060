package io.github.reel4j.provider.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.provider.dashscope.DashscopeApi.SynthesisResponse.TaskOutput;
import io.github.reel4j.provider.feign.LenientJson;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.provider.feign.VendorResponse;
import io.vavr.control.Either;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends orders, after a check of the picture if the setting {@code face-check} asks for it. */
final class DashscopeVideoGenerator implements VideoGenerator {

    private final VendorClient client;
    private final boolean checksFaces;
    private final DashscopeApi api;

    DashscopeVideoGenerator(VendorClient client, boolean checksFaces) {
        this.client = client;
        this.checksFaces = checksFaces;
        this.api = client.api(DashscopeApi.class);
    }

    @Override
    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        @Nullable String resolve = DashscopeRequestMapper.usesUpload(request) ? "enable" : null;
        Optional<VideoFailure> rejection = checksFaces && request.operation() == Operation.SPEECH_TO_VIDEO
                ? faceCheck(request, resolve)
                : Optional.empty();
        if (rejection.isPresent()) {
            return Either.left(rejection.get());
        }
        String task = DashscopeRequestMapper.task(request);
        return client.submit(
                        request, deadline -> api.submit(task, DashscopeRequestMapper.order(request), resolve, deadline))
                .flatMap(response -> {
                    TaskOutput output = response.value().output();
                    return client.toTaskRef(request, output == null ? null : output.taskId(), response);
                });
    }

    /** Returns why the order must not follow; empty if the picture passed. Like an upload, a check orders nothing. */
    private Optional<VideoFailure> faceCheck(ResolvedRequest request, @Nullable String resolve) {
        return client.upload(deadline -> api.checkFace(DashscopeRequestMapper.faceCheck(request), resolve, deadline))
                .<Optional<VideoFailure>>fold(Optional::of, this::rejected)
                .map(failure -> VideoFailure.builder()
                        .from(failure)
                        .message(failure.message() + "\n  This was the face check (setting " + request.provider()
                                + ".face-check). No video was ordered. If the vendor made the check, it bills "
                                + DashscopePriceTable.FACE_CHECK + " for it.")
                        .build());
    }

    private Optional<VideoFailure> rejected(VendorResponse<JsonNode> response) {
        JsonNode output = response.value().path("output");
        JsonNode passed = output.path("check_pass");
        if (!passed.isBoolean()) {
            return Optional.of(client.failures().uploadFailed("does not say whether the picture passed", response));
        }
        Optional<String> code = LenientJson.text(output.get("code")).map(client.failures()::redact);
        Optional<String> message = LenientJson.text(output.get("message")).map(client.failures()::redact);
        return passed.booleanValue()
                ? Optional.empty()
                : Optional.of(VideoFailure.builder()
                        .kind(FailureKind.INVALID_REQUEST)
                        .message("the picture did not pass: " + code.orElse("no code") + " \"" + message.orElse("")
                                + "\".")
                        .vendorCode(code)
                        .vendorMessage(message)
                        .build());
    }
}
