package io.github.reel4j.model;

/**
 * What went wrong, in the two questions that matter: may the call be made again, and may money have been spent? Kinds are added
 * over time; a {@code switch} over them needs a default.
 */
public enum FailureKind {
    /** The request breaks a documented rule; refused here, or by the vendor. */
    INVALID_REQUEST(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The named provider does not offer the operation. */
    UNSUPPORTED(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** No provider is on the class path, or none of that name. */
    NO_PROVIDER(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** Several providers fit and none is named, or one is there twice. */
    AMBIGUOUS_PROVIDER(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** A provider on the class path cannot be created. */
    BROKEN_PROVIDER(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** A setting has a value that cannot be used. */
    CONFIGURATION(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The provider needs an API key and none is set. */
    MISSING_CREDENTIALS(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The estimate is above the cap, or unknown under a cap. */
    OVER_PRICE_CAP(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The journal could not be written, and so nothing was sent; or, with a task, so it knows nothing of that task. */
    JOURNAL_FAILED(Retryability.NEVER, BillingStatus.NOT_BILLED),

    /** The vendor does not accept the API key. */
    AUTHENTICATION(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The key may not use this, or a quota is used up. */
    FORBIDDEN(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The account has too little money. */
    INSUFFICIENT_BALANCE(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** Too many requests. */
    RATE_LIMITED(Retryability.AFTER_DELAY, BillingStatus.NOT_BILLED),
    /** The vendor's interface is not where or how its document has it. */
    INCOMPATIBLE(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** Provably nothing was sent: the name is not known, or the connection was not made. */
    UNREACHABLE(Retryability.AFTER_DELAY, BillingStatus.NOT_BILLED),

    /** The order was sent and its fate is not known. It is never sent again by itself. */
    SUBMISSION_UNKNOWN(Retryability.NEVER, BillingStatus.UNKNOWN),

    /** A question about a task got no usable answer; asking again is free. */
    UNAVAILABLE(Retryability.AFTER_DELAY, BillingStatus.BILLED),
    /** A question about a task got an answer that cannot be trusted; asking again is free. */
    UNEXPECTED_RESPONSE(Retryability.AFTER_DELAY, BillingStatus.BILLED),
    /** The vendor says that it made the video but not where it is. */
    NO_RESULT(Retryability.AFTER_DELAY, BillingStatus.BILLED),
    /** The vendor itself says that it does not know the task, or not any more. One answer ends no wait: it must say so repeatedly. */
    TASK_NOT_FOUND(Retryability.NEVER, BillingStatus.UNKNOWN),
    /** A callback without the vendor's signature, or with one of another time; it is not believed, and the task is not touched. */
    BAD_SIGNATURE(Retryability.NEVER, BillingStatus.NOT_BILLED),
    /** The wait is over, the task is not. */
    STILL_RUNNING(Retryability.IMMEDIATE, BillingStatus.BILLED),
    /** The vendor gave the task up; no document says whether it is billed. */
    GENERATION_FAILED(Retryability.NEVER, BillingStatus.UNKNOWN),

    /** The video is made, but could not be fetched. */
    DOWNLOAD_FAILED(Retryability.IMMEDIATE, BillingStatus.BILLED),
    /** The video is made, but its link is not valid any more; the vendor may give a fresh one. */
    LINK_EXPIRED(Retryability.IMMEDIATE, BillingStatus.BILLED),
    /** The vendor's link leads where no download may go. */
    REFUSED_ADDRESS(Retryability.NEVER, BillingStatus.BILLED),

    /** The caller was interrupted, or the client closed. */
    INTERRUPTED(Retryability.IMMEDIATE, BillingStatus.NOT_BILLED),
    /** A defect of reel4j or of a provider. */
    DEFECT(Retryability.NEVER, BillingStatus.UNKNOWN);

    private final Retryability retryability;
    private final BillingStatus billingStatus;

    FailureKind(Retryability retry, BillingStatus billing) {
        this.retryability = retry;
        this.billingStatus = billing;
    }

    public Retryability retryability() {
        return retryability;
    }

    /** For a failure that has no task; with a task see {@link VideoFailure#billingStatus()}. */
    public BillingStatus billingStatus() {
        return billingStatus;
    }
}
