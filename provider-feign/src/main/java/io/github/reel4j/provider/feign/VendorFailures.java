package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
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
    private final VendorHabits habits;
    private final TaskIds taskIds;
    private final PollTranslation ofPoll = new PollTranslation(this);

    VendorFailures(
            ProviderConfig config,
            Redaction redaction,
            Supplier<JsonMapper> json,
            VendorHabits habits,
            TaskIds taskIds) {
        this.config = config;
        this.redaction = redaction;
        this.json = json;
        this.habits = habits;
        this.taskIds = taskIds;
    }

    /**
     * An order that the vendor answered with a code of its own inside a 2xx reply; codes mean what HTTP statuses mean. It is refused
     * only by one of the {@linkplain VendorHabits#rejectionCodes documented codes}, and only if the reply names no task.
     */
    public VideoFailure refusedSubmit(ResolvedRequest request, int code, Reply<?> reply) {
        return ofSubmit(request).refusedInside(code, reply.body(), habits.rejectionCodes());
    }

    /** A poll that the vendor refused with a code of its own inside a 2xx reply; codes mean what HTTP statuses mean. */
    public VideoFailure refusedPoll(int code, Reply<?> reply) {
        return ofPoll.refused(code, reply.body(), "", "");
    }

    /**
     * An order that was answered, but not with what its document promises.
     *
     * @param predicate continues "the reply of VENDOR"
     */
    public VideoFailure submissionUnknown(String predicate, Reply<?> reply) {
        return SubmitTranslation.unknown(this, "the reply of " + vendor() + " " + predicate, reply.excerpt());
    }

    /**
     * A poll that was answered, but not with what its document promises.
     *
     * @param kind {@code UNEXPECTED_REPLY}, {@code NO_RESULT} or {@code TASK_NOT_FOUND}
     * @param sentence without its full stop
     */
    public VideoFailure inPoll(FailureKind kind, String sentence, TaskRef task, Reply<?> reply) {
        return start(kind, sentence + ". The task is kept.")
                .task(task)
                .rawReply(raw(reply.excerpt()))
                .build();
    }

    /** A task that the vendor gave up, with the vendor's own reason as far as there is one. */
    public VideoFailure generationFailed(TaskRef task, Reply<?> reply) {
        ErrorText words = words(reply.excerpt());
        String reason = words.code().map(code -> " " + clean(code)).orElse("")
                + words.message().map(text -> " \"" + clean(text) + "\"").orElse("");
        return start(
                        FailureKind.GENERATION_FAILED,
                        vendor() + (reason.isEmpty() ? " gave no reason" : ":" + reason)
                                + ". Not worth retrying unchanged.")
                .vendorCode(words.code().map(this::clean))
                .vendorMessage(words.message().map(this::clean))
                .task(task)
                .rawReply(raw(reply.excerpt()))
                .build();
    }

    /** A text of the vendor's, redacted, on one line, at most 512 characters. */
    public String clean(String text) {
        return redaction.clean(text);
    }

    /** What an error says for programs; empty if it is of a kind that never says anything of a task. */
    Optional<Reply<JsonNode>> statement(RefusedReplyException refusal) {
        int status = refusal.status();
        if (status < 400 || status == 401 || status == 429) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.get().readTree(refusal.excerpt()))
                    .filter(JsonNode::isObject)
                    .map(body -> new Reply<>(status, body, refusal.excerpt()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    SubmitTranslation ofSubmit(ResolvedRequest request) {
        return new SubmitTranslation(about(request), request);
    }

    /** The same for what is told of an order: where the vendor quotes it, it is masked too. */
    VendorFailures about(ResolvedRequest request) {
        List<String> ordered = Stream.concat(request.content().stream(), request.callback().map(URI::toString).stream())
                .toList();
        return new VendorFailures(config, redaction.about(ordered), json, habits, taskIds);
    }

    /** What {@code body} has where an accepted order of {@code operation} names its task; empty if nothing, or it is not JSON. */
    Optional<TaskIds.Named> namedTask(byte[] body, Operation operation) {
        int begin = Utf8.begin(body);
        try {
            return Optional.ofNullable(json.get().readTree(Arrays.copyOfRange(body, begin, body.length)))
                    .flatMap(answer -> taskIds.named(answer, operation));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The reference of the order's task, accepted now. */
    TaskRef task(ResolvedRequest request, String id) {
        return new TaskRef(
                request.provider(), request.operation(), request.model().id(), id, request.digest(), now());
    }

    PollTranslation ofPoll() {
        return ofPoll;
    }

    ProviderId vendor() {
        return config.provider();
    }

    VideoFailure.Builder start(FailureKind kind, String message) {
        return VideoFailure.builder().kind(kind).message(message);
    }

    ErrorText words(byte[] body) {
        return ErrorText.of(body, json.get(), habits.errors());
    }

    Instant now() {
        return config.timeline().now();
    }

    Optional<Duration> wait(String retryAfter) {
        return RetryAfter.parse(retryAfter, now());
    }

    Optional<String> raw(byte[] body) {
        return Optional.of(clean(new String(Excerpts.of(body), StandardCharsets.UTF_8)))
                .filter(text -> !text.isEmpty());
    }
}
