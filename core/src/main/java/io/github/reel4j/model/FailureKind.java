package io.github.reel4j.model;

/**
 * The category of a failure. It answers two questions: may the call be repeated, and may the order have been billed?
 * New kinds may be added; a {@code switch} over them needs a default branch.
 */
public enum FailureKind {
    /** The request violates a documented rule. It was found invalid before sending, or the vendor rejected it. */
    INVALID_REQUEST(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The selected provider does not offer the operation. */
    UNSUPPORTED(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** No provider is on the class path, or none with the requested id. */
    NO_PROVIDER(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** Several providers fit and none is selected, or two providers use the same id. */
    AMBIGUOUS_PROVIDER(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** A provider on the class path cannot be created. */
    BROKEN_PROVIDER(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** A setting has an invalid value. */
    CONFIGURATION(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The provider needs an API key and none is set. */
    MISSING_CREDENTIALS(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The estimated price is above the cap, or unknown although a cap is set. */
    OVER_PRICE_CAP(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The order key already belongs to an order of another request. Nothing was sent by this call. */
    ORDER_KEY_CONFLICT(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /**
     * The order does not fit under the spend limit. {@link VideoFailure#retryAfter()} is the time until it does; it is
     * empty if waiting does not help, because the price is unknown or above the whole limit.
     */
    OVER_BUDGET(Retryability.AFTER_DELAY, BillingStatus.NOT_BILLED),
    /**
     * The journal could not be written. Without a task, nothing was sent; with a task, the order was accepted but not
     * recorded.
     */
    JOURNAL_FAILED(Retryability.NEVER, BillingStatus.NOT_BILLED),

    /** The vendor rejected the API key. */
    AUTHENTICATION(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The API key lacks a permission, or a quota is used up. */
    FORBIDDEN(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The account balance is too low. */
    INSUFFICIENT_BALANCE(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The vendor received too many requests. */
    RATE_LIMITED(Retryability.AFTER_DELAY, BillingStatus.NOT_BILLED),
    /** The vendor's API differs from its document, for example in its URL. */
    INCOMPATIBLE(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** Provably nothing was sent, because the host name could not be resolved or no connection was established. */
    UNREACHABLE(Retryability.AFTER_DELAY, BillingStatus.NOT_BILLED),

    /** A local file of the request could not be uploaded. Nothing was ordered. An upload may be repeated. */
    UPLOAD_FAILED(Retryability.AFTER_DELAY, BillingStatus.NOT_BILLED),

    /**
     * The order was sent, and it is unknown whether the vendor accepted it. reel4j never sends it again automatically.
     */
    SUBMISSION_UNKNOWN(Retryability.NEVER, BillingStatus.UNKNOWN),

    /** A request about a task got no usable response. Repeating it is free. */
    UNAVAILABLE(Retryability.AFTER_DELAY, BillingStatus.BILLED),
    /** A request about a task got a response that cannot be trusted. Repeating it is free. */
    UNEXPECTED_RESPONSE(Retryability.AFTER_DELAY, BillingStatus.BILLED),
    /** The vendor reports that the video is finished but gives no URL. */
    NO_RESULT(Retryability.AFTER_DELAY, BillingStatus.BILLED),
    /**
     * The vendor itself reports that it does not know the task. One such response does not end a wait; it must be
     * repeated.
     */
    TASK_NOT_FOUND(Retryability.NEVER, BillingStatus.UNKNOWN),
    /**
     * A callback has no valid signature, or its timestamp is out of range. It is ignored, and the task is not affected.
     */
    BAD_SIGNATURE(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The wait timed out, but the task is still running. */
    STILL_RUNNING(Retryability.IMMEDIATE, BillingStatus.BILLED),
    /** The vendor reports that the task failed. No document says whether it is billed. */
    GENERATION_FAILED(Retryability.NEVER, BillingStatus.UNKNOWN),
    /**
     * The vendor reports that the task was cancelled, by this program or by someone else. It has no video. Whether
     * it is billed depends on the vendor, and on whether it had started.
     */
    CANCELLED(Retryability.NEVER, BillingStatus.UNKNOWN),

    /** The video is finished, but the download failed. */
    DOWNLOAD_FAILED(Retryability.AFTER_DELAY, BillingStatus.BILLED),
    /** The video is finished, but its URL has expired. The vendor may supply a new one. */
    LINK_EXPIRED(Retryability.AFTER_DELAY, BillingStatus.BILLED),
    /** The vendor's download URL points to a host that downloads may not access. */
    REFUSED_ADDRESS(Retryability.NEVER, BillingStatus.BILLED),

    /** The caller was interrupted, or the client was closed. */
    INTERRUPTED(Retryability.IMMEDIATE, BillingStatus.NOT_BILLED),
    /** A bug in reel4j or in a provider. */
    DEFECT(Retryability.NEVER, BillingStatus.UNKNOWN);

    private final Retryability retryability;
    private final BillingStatus billingStatus;

    FailureKind(Retryability retryability, BillingStatus billingStatus) {
        this.retryability = retryability;
        this.billingStatus = billingStatus;
    }

    /** Returns whether the same call may be repeated. */
    public Retryability retryability() {
        return retryability;
    }

    /**
     * Returns whether a failure without a task may have been billed. For a failure with a task, see
     * {@link VideoFailure#billingStatus()}.
     */
    public BillingStatus billingStatus() {
        return billingStatus;
    }
}
