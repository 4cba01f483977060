package io.github.reel4j.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** The details of a failure, as an immutable value. It never contains an API key. */
@Value.Immutable
@CoreStyle
public interface VideoFailure {

    /** The maximum length of {@link #rawResponse()} in characters. */
    int RAW_RESPONSE_LIMIT = 512;

    /** Returns the category of the failure. */
    FailureKind kind();

    /** Returns a message for people: what was wrong, where, and what to do next. */
    String message();

    /** Returns the vendor's error code, unchanged. Vendors may add codes at any time. */
    Optional<String> vendorCode();

    /** Returns the vendor's error message, redacted, at most 512 characters. */
    Optional<String> vendorMessage();

    /** Returns the affected task, if one is known to exist. */
    Optional<TaskRef> task();

    /**
     * Returns how long the vendor asks clients to wait before the next call; for {@link FailureKind#OVER_BUDGET}, the
     * time until the order fits under the spend limit.
     */
    Optional<Duration> retryAfter();

    /** Returns the start of the response body, redacted, at most {@value #RAW_RESPONSE_LIMIT} characters. */
    Optional<String> rawResponse();

    /**
     * Returns the rules that the request violates, as the client or the vendor states them; empty unless the kind is
     * {@link FailureKind#INVALID_REQUEST}, or {@link FailureKind#GENERATION_FAILED} for a vendor that validates an
     * order after its acceptance. They do not say whether the order was sent: see {@link #billingStatus()}.
     */
    List<Violation> violations();

    /** Returns the earlier attempts at other providers, in order; empty unless an order has several providers. */
    List<FailedProviderAttempt> previousAttempts();

    /** Returns whether the same call may be repeated. It is never, for an order that no wait makes affordable. */
    default Retryability retryability() {
        boolean hopeless = kind() == FailureKind.OVER_BUDGET && retryAfter().isEmpty();
        return hopeless ? Retryability.NEVER : kind().retryability();
    }

    /**
     * Returns whether the order may have been billed. With a known task the result is never
     * {@link BillingStatus#NOT_BILLED}, because the vendor accepted it.
     */
    default BillingStatus billingStatus() {
        if (task().isEmpty() || kind().billingStatus() != BillingStatus.NOT_BILLED) {
            return kind().billingStatus();
        }
        return kind() == FailureKind.JOURNAL_FAILED ? BillingStatus.BILLED : BillingStatus.UNKNOWN;
    }

    /** Returns a copy with the given task. */
    default VideoFailure withTask(TaskRef task) {
        return builder().from(this).task(task).build();
    }

    /**
     * Returns a copy in which {@code mask} is applied to everything that the vendor sent: code, message, violations and
     * raw response, and quotations of them in {@link #message}. The other text of {@link #message} is unchanged.
     */
    default VideoFailure masked(UnaryOperator<String> mask) {
        String message = message();
        for (String quoted :
                Stream.concat(vendorMessage().stream(), vendorCode().stream()).toList()) {
            String masked = mask.apply(quoted);
            // A shorter text may occur in reel4j's own sentences by chance, so it is replaced only between quotation
            // marks.
            message = quoted.length() < 16
                    ? message.replace('"' + quoted + '"', '"' + masked + '"')
                    : message.replace(quoted, masked);
        }
        return builder()
                .from(this)
                .message(message)
                .vendorCode(vendorCode().map(mask))
                .vendorMessage(vendorMessage().map(mask))
                .rawResponse(rawResponse().map(mask))
                .violations(violations().stream()
                        .map(each -> new Violation(
                                mask.apply(each.field()),
                                each.rejectedValue().map(mask),
                                mask.apply(each.message()),
                                each.source()))
                        .toList())
                .build();
    }

    /** Returns a new, empty builder of failures. */
    static Builder builder() {
        return new Builder();
    }

    /** Returns a failure with the given kind and message. */
    static VideoFailure of(FailureKind kind, String message) {
        return builder().kind(kind).message(message).build();
    }

    /**
     * A mutable builder of failures. Not thread-safe. Setters throw {@link NullPointerException} for null.
     * {@code build()} throws {@link IllegalStateException} if a required value is missing.
     */
    final class Builder extends ImmutableVideoFailure.Builder {}
}
