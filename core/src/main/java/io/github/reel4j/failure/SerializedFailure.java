package io.github.reel4j.failure;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailedProviderAttempt;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The serialized form of a failure. It consists of strings, so that another version of reel4j can read it. A kind that
 * this version does not know becomes {@link FailureKind#DEFECT}, which counts as possibly billed and is not retried.
 */
public record SerializedFailure(
        String kind,
        String message,
        @Nullable String vendorCode,
        @Nullable String vendorMessage,
        @Nullable String task,
        @Nullable Duration retryAfter,
        @Nullable String rawResponse,
        ArrayList<SerializedViolation> violations,
        ArrayList<SerializedAttempt> previousAttempts)
        implements Serializable {

    /** The serialized form of a {@link Violation}. */
    public record SerializedViolation(
            String field,
            @Nullable String rejectedValue,
            String message,
            @Nullable String document,
            @Nullable String quote)
            implements Serializable {

        private static SerializedViolation of(Violation violation) {
            return new SerializedViolation(
                    violation.field(),
                    violation.rejectedValue().orElse(null),
                    violation.message(),
                    violation.source().map(DocumentAnchor::document).orElse(null),
                    violation.source().map(DocumentAnchor::quote).orElse(null));
        }

        private Violation violation() {
            Optional<DocumentAnchor> source = document == null || quote == null
                    ? Optional.empty()
                    : Optional.of(new DocumentAnchor(document, quote));
            return new Violation(field, Optional.ofNullable(rejectedValue), message, source);
        }
    }

    /** The serialized form of a {@link FailedProviderAttempt}. */
    public record SerializedAttempt(String provider, SerializedFailure failure) implements Serializable {}

    public static SerializedFailure of(VideoFailure failure) {
        return new SerializedFailure(
                failure.kind().name(),
                failure.message(),
                failure.vendorCode().orElse(null),
                failure.vendorMessage().orElse(null),
                failure.task().map(TaskRef::toString).orElse(null),
                failure.retryAfter().orElse(null),
                failure.rawResponse().orElse(null),
                new ArrayList<>(failure.violations().stream()
                        .map(SerializedViolation::of)
                        .toList()),
                new ArrayList<>(failure.previousAttempts().stream()
                        .map(each -> new SerializedAttempt(each.provider().value(), of(each.failure())))
                        .toList()));
    }

    /** Returns the failure that this form was created from. */
    public VideoFailure failure() {
        List<FailedProviderAttempt> attempts = previousAttempts.stream()
                .map(each -> new FailedProviderAttempt(
                        ProviderId.of(each.provider()), each.failure().failure()))
                .toList();
        return VideoFailure.builder()
                .kind(parsedKind())
                .message(message)
                .vendorCode(Optional.ofNullable(vendorCode))
                .vendorMessage(Optional.ofNullable(vendorMessage))
                .task(Optional.ofNullable(task).map(TaskRef::parse))
                .retryAfter(Optional.ofNullable(retryAfter))
                .rawResponse(Optional.ofNullable(rawResponse))
                .violations(
                        violations.stream().map(SerializedViolation::violation).toList())
                .previousAttempts(attempts)
                .build();
    }

    private FailureKind parsedKind() {
        return Stream.of(FailureKind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElse(FailureKind.DEFECT);
    }
}
