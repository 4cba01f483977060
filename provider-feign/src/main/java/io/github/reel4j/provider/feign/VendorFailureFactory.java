package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.provider.feign.feign.HttpStatusException;
import io.github.reel4j.provider.feign.http.RetryAfter;
import io.github.reel4j.provider.feign.json.Utf8Validator;
import io.github.reel4j.provider.feign.text.Excerpts;
import io.github.reel4j.provider.feign.text.Redaction;
import io.github.reel4j.spi.ProviderConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates the failures of one vendor. The vendor's messages are redacted, and the key is masked wherever the vendor
 * echoes it. Thread-safe.
 */
public final class VendorFailureFactory {

    private final ProviderConfig config;
    private final Redaction redaction;
    private final Supplier<JsonMapper> json;
    private final VendorConventions conventions;
    private final TaskIdReader taskIds;
    private final String urlSetting;
    private final PollFailureMapper pollMapper = new PollFailureMapper(this);

    VendorFailureFactory(
            ProviderConfig config,
            Redaction redaction,
            Supplier<JsonMapper> json,
            VendorConventions conventions,
            TaskIdReader taskIds,
            String urlSetting) {
        this.config = config;
        this.redaction = redaction;
        this.json = json;
        this.conventions = conventions;
        this.taskIds = taskIds;
        this.urlSetting = urlSetting;
    }

    /**
     * Returns the failure for an order whose 2xx response contains an error code of the vendor. Codes have the meaning
     * of HTTP statuses. The order counts as rejected only if the code is one of the
     * {@linkplain VendorConventions#rejectionCodes documented codes} and the response names no task; otherwise the
     * failure is {@code SUBMISSION_UNKNOWN}.
     */
    public VideoFailure submitRejected(ResolvedRequest request, int code, VendorResponse<?> response) {
        return submitMapper(request).rejectedInside(code, response.body(), conventions.rejectionCodes());
    }

    /**
     * Returns the failure for a poll whose 2xx response contains an error code, which has the meaning of an HTTP
     * status.
     */
    public VideoFailure pollRejected(int code, VendorResponse<?> response) {
        return pollMapper.rejected(code, response.body(), "", "");
    }

    /**
     * Returns the failure for an order whose response differs from the vendor's document.
     *
     * @param predicate continues "the response from VENDOR", for example "has no task id"
     */
    public VideoFailure submissionUnknown(String predicate, VendorResponse<?> response) {
        return SubmitFailureMapper.unknown(this, "the response from " + vendor() + " " + predicate, response.excerpt());
    }

    /**
     * Returns the failure for a poll whose response differs from the vendor's document.
     *
     * @param kind {@code UNEXPECTED_RESPONSE}, {@code NO_RESULT} or {@code TASK_NOT_FOUND}
     * @param sentence the message without a full stop
     */
    public VideoFailure pollFailure(FailureKind kind, String sentence, TaskRef task, VendorResponse<?> response) {
        return builder(kind, sentence + ". The reference of the task stays valid.")
                .task(task)
                .rawResponse(rawExcerpt(response.excerpt()))
                .build();
    }

    /** Returns the failure for a task that failed at the vendor, with the reason that the response gives, if any. */
    public VideoFailure generationFailed(TaskRef task, VendorResponse<?> response) {
        VendorError error = vendorError(response.body());
        String reason = error.code().map(code -> " " + redact(code)).orElse("")
                + error.message().map(text -> " \"" + redact(text) + "\"").orElse("");
        return builder(
                        FailureKind.GENERATION_FAILED,
                        vendor() + " could not generate the video"
                                + (reason.isEmpty()
                                        ? " and gave no reason. Check the task at the vendor's console before"
                                                + " ordering again."
                                        : ":" + reason + ". The same order will probably fail again: change it first."))
                .vendorCode(error.code().map(this::redact))
                .vendorMessage(error.message().map(this::redact))
                .violations(violations(response.body()))
                .task(task)
                .rawResponse(rawExcerpt(response.excerpt()))
                .build();
    }

    /**
     * Returns the failure for a task that was cancelled at the vendor, with the reason that the response gives, if any.
     */
    public VideoFailure cancelled(TaskRef task, VendorResponse<?> response) {
        VendorError error = vendorError(response.body());
        return builder(
                        FailureKind.CANCELLED,
                        vendor() + " reports that the task was cancelled"
                                + error.message()
                                        .map(text -> ": \"" + redact(text) + "\"")
                                        .orElse("")
                                + ". It has no video. Check at the vendor's console whether it is billed.")
                .vendorCode(error.code().map(this::redact))
                .vendorMessage(error.message().map(this::redact))
                .task(task)
                .rawResponse(rawExcerpt(response.excerpt()))
                .build();
    }

    /** Redacts a text of the vendor: secrets are masked, and the result is one line of at most 512 characters. */
    public String redact(String text) {
        return redaction.redact(text);
    }

    /** Returns the body of an error response; empty if it is not JSON or its status is never about a task. */
    Optional<VendorResponse<JsonNode>> errorBody(HttpStatusException thrown) {
        int status = thrown.status();
        if (status < 400 || status == 401 || status == 429) {
            return Optional.empty();
        }
        try {
            byte[] bytes = thrown.body();
            return Optional.ofNullable(json.get().readTree(bytes))
                    .filter(JsonNode::isObject)
                    .map(body -> new VendorResponse<>(status, body, bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the documented kind of the code of an error, if it has one. */
    Optional<FailureKind> kindOfCode(VendorError error) {
        return conventions.failureKind(error.code());
    }

    SubmitFailureMapper submitMapper(ResolvedRequest request) {
        return new SubmitFailureMapper(about(request), request);
    }

    /** Returns failures that also mask the contents of an order, because the vendor may quote them. */
    VendorFailureFactory about(ResolvedRequest request) {
        List<String> contents = new ArrayList<>(request.content());
        if (request.callback().isPresent()) {
            contents.add(request.callback().get().toString());
        }
        return new VendorFailureFactory(
                config, redaction.withContents(contents), json, conventions, taskIds, urlSetting);
    }

    /** Returns failures whose advice names another setting for the base URL. */
    VendorFailureFactory at(String otherSetting) {
        return new VendorFailureFactory(config, redaction, json, conventions, taskIds, otherSetting);
    }

    /**
     * Returns the task that a response to an order of {@code operation} names; empty if there is none, or it is not
     * JSON.
     */
    Optional<TaskIdReader.Named> namedTask(byte[] body, Operation operation) {
        int start = Utf8Validator.bomLength(body);
        try {
            return Optional.ofNullable(json.get().readTree(Arrays.copyOfRange(body, start, body.length)))
                    .flatMap(response -> taskIds.find(response, operation));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the reference of a task of the order, submitted now. */
    TaskRef task(ResolvedRequest request, String id) {
        return new TaskRef(
                request.provider(), request.operation(), request.model().id(), id, request.fingerprint(), now());
    }

    /**
     * Returns the failure for an upload whose response differs from the vendor's document.
     *
     * @param predicate continues "the response from VENDOR", for example "has no URL"
     */
    public VideoFailure uploadFailed(String predicate, VendorResponse<?> response) {
        return builder(FailureKind.UPLOAD_FAILED, "the response from " + vendor() + " " + predicate + ".")
                .rawResponse(rawExcerpt(response.excerpt()))
                .build();
    }

    UploadFailureMapper uploadMapper() {
        return new UploadFailureMapper(this);
    }

    PollFailureMapper pollMapper() {
        return pollMapper;
    }

    ProviderId vendor() {
        return config.provider();
    }

    ProviderConfig config() {
        return config;
    }

    /** Returns the full name of the setting for the base URL, for example {@code acme.base-url}. */
    String urlSetting() {
        return vendor() + "." + urlSetting;
    }

    VideoFailure.Builder builder(FailureKind kind, String message) {
        return VideoFailure.builder().kind(kind).message(message);
    }

    VendorError vendorError(byte[] body) {
        return VendorError.of(body, json.get(), conventions.errors());
    }

    /** Returns the invalid fields that an error response names, if the vendor's document says where. */
    List<Violation> violations(byte[] body) {
        Optional<ErrorPointers.Violations> where = conventions.errors().violations();
        if (where.isEmpty()) {
            return List.of();
        }
        int start = Utf8Validator.bomLength(body);
        try {
            return Optional.ofNullable(json.get().readTree(Arrays.copyOfRange(body, start, body.length)))
                    .map(response -> ViolationReader.read(response, where.get(), this::redact))
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
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
