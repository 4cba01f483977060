package io.github.reel4j.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** Everything that is known of a failure, as a value. It never holds an API key. */
@Value.Immutable
@CoreStyle
public interface VideoFailure {

    /** Longest raw reply that is kept, characters. */
    int RAW_RESPONSE_LIMIT = 512;

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

    /** What the vendor sent, redacted, at most {@value #RAW_RESPONSE_LIMIT} characters. */
    Optional<String> rawResponse();

    /** What breaks the documents' rules; empty unless the kind is {@link FailureKind#INVALID_REQUEST}. */
    List<Violation> violations();

    /** The providers that were asked before, in order; empty unless several are named for an order. */
    List<FailedAttempt> previousAttempts();

    default Retryability retryability() {
        return kind().retryability();
    }

    /** With a known task at least {@link BillingStatus#UNKNOWN}: the vendor has accepted it. */
    default BillingStatus billingStatus() {
        if (task().isEmpty() || kind().billingStatus() != BillingStatus.NOT_BILLED) {
            return kind().billingStatus();
        }
        return kind() == FailureKind.JOURNAL_FAILED ? BillingStatus.BILLED : BillingStatus.UNKNOWN;
    }

    /** The same failure, about {@code task}. */
    default VideoFailure withTask(TaskRef task) {
        return builder().from(this).task(task).build();
    }

    /**
     * The same failure, the vendor's words masked: code, message and raw reply, and where {@link #message} quotes one of the
     * former, between quotation marks or at length. The rest of {@link #message} is reel4j's own, and stays.
     */
    default VideoFailure masked(UnaryOperator<String> mask) {
        String own = message();
        for (String words :
                Stream.concat(vendorMessage().stream(), vendorCode().stream()).toList()) {
            String shown = mask.apply(words);
            // Shorter words may be in a sentence of reel4j's by chance.
            own = words.length() < 16 ? own.replace('"' + words + '"', '"' + shown + '"') : own.replace(words, shown);
        }
        return builder()
                .from(this)
                .message(own)
                .vendorCode(vendorCode().map(mask))
                .vendorMessage(vendorMessage().map(mask))
                .rawResponse(rawResponse().map(mask))
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
