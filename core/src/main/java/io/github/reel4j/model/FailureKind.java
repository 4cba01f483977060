package io.github.reel4j.model;

/**
 * What went wrong, in the two questions that matter: may the call be made again, and may money have been spent? Kinds are added
 * over time; a {@code switch} over them needs a default.
 */
public enum FailureKind {
    /** The request breaks a documented rule; refused here, or by the vendor. */
    INVALID_REQUEST(Retry.NO, Billing.NO),
    /** The named provider does not offer the operation. */
    UNSUPPORTED(Retry.NO, Billing.NO),
    /** No provider is on the class path, or none of that name. */
    NO_PROVIDER(Retry.NO, Billing.NO),
    /** Several providers fit and none is named, or one is there twice. */
    AMBIGUOUS_PROVIDER(Retry.NO, Billing.NO),
    /** A provider on the class path cannot be created. */
    BROKEN_PROVIDER(Retry.NO, Billing.NO),
    /** A setting has a value that cannot be used. */
    CONFIGURATION(Retry.NO, Billing.NO),
    /** The provider needs an API key and none is set. */
    MISSING_CREDENTIALS(Retry.NO, Billing.NO),
    /** The estimate is above the cap, or unknown under a cap. */
    OVER_PRICE_CAP(Retry.NO, Billing.NO),
    /** The journal could not be written, and so nothing was sent; or, with a task, so it knows nothing of that task. */
    JOURNAL_FAILED(Retry.NO, Billing.NO),

    /** The vendor does not accept the API key. */
    AUTHENTICATION(Retry.NO, Billing.NO),
    /** The key may not use this, or a quota is used up. */
    FORBIDDEN(Retry.NO, Billing.NO),
    /** The account has too little money. */
    INSUFFICIENT_BALANCE(Retry.NO, Billing.NO),
    /** Too many requests. */
    RATE_LIMITED(Retry.LATER, Billing.NO),
    /** The vendor's interface is not where or how its document has it. */
    INCOMPATIBLE(Retry.NO, Billing.NO),
    /** Provably nothing was sent: the name is not known, or the connection was not made. */
    UNREACHABLE(Retry.LATER, Billing.NO),

    /** The order was sent and its fate is not known. It is never sent again by itself. */
    SUBMISSION_UNKNOWN(Retry.NO, Billing.MAYBE),

    /** A question about a task got no usable answer; asking again is free. */
    UNAVAILABLE(Retry.LATER, Billing.YES),
    /** A question about a task got an answer that cannot be trusted; asking again is free. */
    UNEXPECTED_REPLY(Retry.LATER, Billing.YES),
    /** The vendor says that it made the video but not where it is. */
    NO_RESULT(Retry.LATER, Billing.YES),
    /** The vendor itself says that it does not know the task, or not any more. One answer ends no wait: it must say so repeatedly. */
    TASK_NOT_FOUND(Retry.NO, Billing.MAYBE),
    /** A callback without the vendor's signature, or with one of another time; it is not believed, and the task is not touched. */
    BAD_SIGNATURE(Retry.NO, Billing.NO),
    /** The wait is over, the task is not. */
    STILL_RUNNING(Retry.NOW, Billing.YES),
    /** The vendor gave the task up; no document says whether it is billed. */
    GENERATION_FAILED(Retry.NO, Billing.MAYBE),

    /** The video is made, but could not be fetched. */
    DOWNLOAD_FAILED(Retry.NOW, Billing.YES),
    /** The video is made, but its link is not valid any more; the vendor may give a fresh one. */
    LINK_EXPIRED(Retry.NOW, Billing.YES),
    /** The vendor's link leads where no download may go. */
    REFUSED_ADDRESS(Retry.NO, Billing.YES),

    /** The caller was interrupted, or the client closed. */
    INTERRUPTED(Retry.NOW, Billing.NO),
    /** A defect of reel4j or of a provider. */
    DEFECT(Retry.NO, Billing.MAYBE);

    private final Retry retry;
    private final Billing billing;

    FailureKind(Retry retry, Billing billing) {
        this.retry = retry;
        this.billing = billing;
    }

    public Retry retry() {
        return retry;
    }

    /** For a failure that has no task; with a task see {@link VideoFailure#billing()}. */
    public Billing billing() {
        return billing;
    }
}
