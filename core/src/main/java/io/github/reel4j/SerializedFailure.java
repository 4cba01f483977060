package io.github.reel4j;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailedAttempt;
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
 * A failure as Java serialization carries it: in texts, so that a program with another version of reel4j reads it. A kind that this
 * version does not know becomes {@link FailureKind#DEFECT}, which may be billed and is not tried again.
 */
record SerializedFailure(
        String kind,
        String message,
        @Nullable String vendorCode,
        @Nullable String vendorMessage,
        @Nullable String task,
        @Nullable Duration retryAfter,
        @Nullable String rawReply,
        ArrayList<Broken> violations,
        ArrayList<Refused> earlier)
        implements Serializable {

    /** A broken rule. */
    record Broken(
            String field,
            @Nullable String rejected,
            String problem,
            @Nullable String document,
            @Nullable String quote) implements Serializable {

        private static Broken of(Violation violation) {
            return new Broken(
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
            return new Violation(field, Optional.ofNullable(rejected), problem, source);
        }
    }

    /** A provider that was asked before. */
    record Refused(String provider, SerializedFailure failure) implements Serializable {}

    static SerializedFailure of(VideoFailure failure) {
        return new SerializedFailure(
                failure.kind().name(),
                failure.message(),
                failure.vendorCode().orElse(null),
                failure.vendorMessage().orElse(null),
                failure.task().map(TaskRef::toString).orElse(null),
                failure.retryAfter().orElse(null),
                failure.rawResponse().orElse(null),
                new ArrayList<>(failure.violations().stream().map(Broken::of).toList()),
                new ArrayList<>(failure.previousAttempts().stream()
                        .map(each -> new Refused(each.provider().value(), of(each.failure())))
                        .toList()));
    }

    VideoFailure failure() {
        List<FailedAttempt> before = earlier.stream()
                .map(each -> new FailedAttempt(
                        ProviderId.of(each.provider()), each.failure().failure()))
                .toList();
        return VideoFailure.builder()
                .kind(knownKind())
                .message(message)
                .vendorCode(Optional.ofNullable(vendorCode))
                .vendorMessage(Optional.ofNullable(vendorMessage))
                .task(Optional.ofNullable(task).map(TaskRef::parse))
                .retryAfter(Optional.ofNullable(retryAfter))
                .rawResponse(Optional.ofNullable(rawReply))
                .violations(violations.stream().map(Broken::violation).toList())
                .previousAttempts(before)
                .build();
    }

    private FailureKind knownKind() {
        return Stream.of(FailureKind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElse(FailureKind.DEFECT);
    }
}
