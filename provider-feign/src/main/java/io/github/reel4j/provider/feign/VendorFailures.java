package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.feign.HttpStatusException;
import io.github.reel4j.provider.feign.http.RetryAfter;
import io.github.reel4j.provider.feign.json.Utf8;
import io.github.reel4j.provider.feign.text.Excerpts;
import io.github.reel4j.provider.feign.text.Redaction;
import io.github.reel4j.spi.ProviderConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Failures of one vendor, with the vendor's words made fit to be shown and the key masked wherever the vendor echoes it.
 * Thread-safe.
 */
public final class VendorFailures {

    private final ProviderConfig config;
    private final Redaction redaction;
    private final Supplier<JsonMapper> json;
    private final VendorConventions conventions;
    private final TaskIdReader taskIds;
    private final PollFailureMapper pollMapper = new PollFailureMapper(this);

    VendorFailures(
            ProviderConfig config,
            Redaction redaction,
            Supplier<JsonMapper> json,
            VendorConventions conventions,
            TaskIdReader taskIds) {
        this.config = config;
        this.redaction = redaction;
        this.json = json;
        this.conventions = conventions;
        this.taskIds = taskIds;
    }

    /**
     * An order that the vendor answered with a code of its own inside a 2xx reply; codes mean what HTTP statuses mean. It is refused
     * only by one of the {@linkplain VendorConventions#rejectionCodes documented codes}, and only if the reply names no task.
     */
    public VideoFailure submitRejected(ResolvedRequest request, int code, VendorResponse<?> response) {
        return submitMapper(request).refusedInside(code, response.body(), conventions.rejectionCodes());
    }

    /** A poll that the vendor refused with a code of its own inside a 2xx reply; codes mean what HTTP statuses mean. */
    public VideoFailure pollRejected(int code, VendorResponse<?> response) {
        return pollMapper.rejected(code, response.body(), "", "");
    }

    /**
     * An order that was answered, but not with what its document promises.
     *
     * @param predicate continues "the reply of VENDOR"
     */
    public VideoFailure submissionUnknown(String predicate, VendorResponse<?> response) {
        return SubmitFailureMapper.unknown(this, "the reply of " + vendor() + " " + predicate, response.excerpt());
    }

    /**
     * A poll that was answered, but not with what its document promises.
     *
     * @param kind {@code UNEXPECTED_RESPONSE}, {@code NO_RESULT} or {@code TASK_NOT_FOUND}
     * @param sentence without its full stop
     */
    public VideoFailure pollFailure(FailureKind kind, String sentence, TaskRef task, VendorResponse<?> response) {
        return builder(kind, sentence + ". The task is kept.")
                .task(task)
                .rawResponse(rawExcerpt(response.excerpt()))
                .build();
    }

    /** A task that the vendor gave up, with the vendor's own reason as far as there is one. */
    public VideoFailure generationFailed(TaskRef task, VendorResponse<?> response) {
        VendorError words = vendorError(response.excerpt());
        String reason = words.code().map(code -> " " + redact(code)).orElse("")
                + words.message().map(text -> " \"" + redact(text) + "\"").orElse("");
        return builder(
                        FailureKind.GENERATION_FAILED,
                        vendor() + (reason.isEmpty() ? " gave no reason" : ":" + reason)
                                + ". Not worth retrying unchanged.")
                .vendorCode(words.code().map(this::redact))
                .vendorMessage(words.message().map(this::redact))
                .task(task)
                .rawResponse(rawExcerpt(response.excerpt()))
                .build();
    }

    /** A text of the vendor's, redacted, on one line, at most 512 characters. */
    public String redact(String text) {
        return redaction.redact(text);
    }

    /** What an error says for programs; empty if it is of a kind that never says anything of a task. */
    Optional<VendorResponse<JsonNode>> errorBody(HttpStatusException rejection) {
        int status = rejection.status();
        if (status < 400 || status == 401 || status == 429) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.get().readTree(rejection.excerpt()))
                    .filter(JsonNode::isObject)
                    .map(body -> new VendorResponse<>(status, body, rejection.excerpt()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    SubmitFailureMapper submitMapper(ResolvedRequest request) {
        return new SubmitFailureMapper(about(request), request);
    }

    /** The same for what is told of an order: where the vendor quotes it, it is masked too. */
    VendorFailures about(ResolvedRequest request) {
        List<String> ordered = Stream.concat(request.content().stream(), request.callback().map(URI::toString).stream())
                .toList();
        return new VendorFailures(config, redaction.withContents(ordered), json, conventions, taskIds);
    }

    /** What {@code body} has where an accepted order of {@code operation} names its task; empty if nothing, or it is not JSON. */
    Optional<TaskIdReader.Named> namedTask(byte[] body, Operation operation) {
        int start = Utf8.bomLength(body);
        try {
            return Optional.ofNullable(json.get().readTree(Arrays.copyOfRange(body, start, body.length)))
                    .flatMap(result -> taskIds.find(result, operation));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The reference of the order's task, accepted now. */
    TaskRef task(ResolvedRequest request, String id) {
        return new TaskRef(
                request.provider(), request.operation(), request.model().id(), id, request.fingerprint(), now());
    }

    PollFailureMapper pollMapper() {
        return pollMapper;
    }

    ProviderId vendor() {
        return config.provider();
    }

    VideoFailure.Builder builder(FailureKind kind, String message) {
        return VideoFailure.builder().kind(kind).message(message);
    }

    VendorError vendorError(byte[] body) {
        return VendorError.of(body, json.get(), conventions.errors());
    }

    Instant now() {
        return config.scheduler().now();
    }

    Optional<Duration> retryAfter(String retryAfter) {
        return RetryAfter.parse(retryAfter, now());
    }

    Optional<String> rawExcerpt(byte[] body) {
        return Optional.of(redact(new String(Excerpts.of(body), StandardCharsets.UTF_8)))
                .filter(text -> !text.isEmpty());
    }
}
