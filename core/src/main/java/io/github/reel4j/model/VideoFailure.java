package io.github.reel4j.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Everything that is known of a failure, as a value. It never holds an API key. */
@Value.Immutable
@CoreStyle
public interface VideoFailure {

    /** Longest raw reply that is kept, characters. */
    int RAW_REPLY_LIMIT = 512;

    FailureKind kind();

    /** What was wrong, where, and what to do next: sentences for people. */
    String message();

    /** The vendor's code, verbatim. Vendors add codes at will. */
    Optional<String> vendorCode();

    /** The vendor's words, redacted, at most 512 characters. */
    Optional<String> vendorMessage();

    /** The task concerned, if one is known to exist. */
    Optional<TaskRef> task();

    /** How long the vendor asks to wait. */
    Optional<Duration> retryAfter();

    /** What the vendor sent, redacted, at most {@value #RAW_REPLY_LIMIT} characters. */
    Optional<String> rawReply();

    /** What breaks the documents' rules; empty unless the kind is {@link FailureKind#INVALID_REQUEST}. */
    List<Violation> violations();

    /** The providers that were asked before, in order; empty unless several are named for an order. */
    List<RefusedAttempt> earlier();

    default Retry retry() {
        return kind().retry();
    }

    /** With a known task at least {@link Billing#MAYBE}: the vendor has accepted it. */
    default Billing billing() {
        if (task().isEmpty() || kind().billing() != Billing.NO) {
            return kind().billing();
        }
        return kind() == FailureKind.JOURNAL_FAILED ? Billing.YES : Billing.MAYBE;
    }

    /** The same failure, about {@code task}. */
    default VideoFailure withTask(TaskRef task) {
        return builder().from(this).task(task).build();
    }

    /** The same failure, saying {@code ***} wherever it says {@code text}, which is not to be shown. */
    default VideoFailure without(String text) {
        return builder()
                .from(this)
                .message(message().replace(text, "***"))
                .vendorMessage(vendorMessage().map(words -> words.replace(text, "***")))
                .rawReply(rawReply().map(reply -> reply.replace(text, "***")))
                .build();
    }

    static Builder builder() {
        return new Builder();
    }

    static VideoFailure of(FailureKind kind, String message) {
        return builder().kind(kind).message(message).build();
    }

    /** Not thread-safe. */
    final class Builder extends ImmutableVideoFailure.Builder {}
}
