package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.FailureKind;

/** What can befall a submit, and what a provider must make of it. */
public enum SubmitTrouble {
    /** The order was accepted, and the connection reset before the answer. */
    ANSWER_LOST(FailureKind.SUBMISSION_UNKNOWN, true),
    /** The order was accepted, and the answer broke off. */
    ANSWER_CUT(FailureKind.SUBMISSION_UNKNOWN, true),
    /** The order was accepted, and the answer is a web page. */
    ANSWER_NOT_JSON(FailureKind.SUBMISSION_UNKNOWN, true),
    /** A gateway answers 502, and nobody knows what happened behind it. */
    GATEWAY_ERROR(FailureKind.SUBMISSION_UNKNOWN, true),
    /** The vendor turns the order away for now. */
    RATE_LIMITED(FailureKind.RATE_LIMITED, false),
    /** The vendor does not accept the key. */
    KEY_REFUSED(FailureKind.AUTHENTICATION, false);

    private final FailureKind expected;
    private final boolean accepted;

    SubmitTrouble(FailureKind expected, boolean accepted) {
        this.expected = expected;
        this.accepted = accepted;
    }

    /** The kind of failure it must become. */
    public FailureKind expected() {
        return expected;
    }

    /** Whether the vendor has accepted the order all the same. */
    public boolean accepted() {
        return accepted;
    }
}
