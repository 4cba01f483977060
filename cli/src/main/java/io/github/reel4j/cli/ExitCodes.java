package io.github.reel4j.cli;

import io.github.reel4j.model.FailureKind;

/** The exit codes of {@code reel}. */
final class ExitCodes {

    static final int OK = 0;
    static final int BUG = 1;
    static final int USAGE = 2;
    static final int INVALID_REQUEST = 3;
    static final int AUTHENTICATION = 4;
    static final int RATE_LIMITED = 5;
    static final int GENERATION_FAILED = 6;
    static final int STILL_RUNNING = 7;
    static final int SUBMISSION_UNKNOWN = 8;
    static final int NO_PROVIDER = 9;
    static final int OVER_PRICE_CAP = 10;
    static final int OTHER = 11;
    static final int INTERRUPTED = 130;

    private ExitCodes() {}

    static int of(FailureKind kind) {
        return switch (kind) {
            case INVALID_REQUEST -> INVALID_REQUEST;
            case UNSUPPORTED, NO_PROVIDER, AMBIGUOUS_PROVIDER, BROKEN_PROVIDER -> NO_PROVIDER;
            case CONFIGURATION -> USAGE;
            case MISSING_CREDENTIALS, AUTHENTICATION -> AUTHENTICATION;
            case RATE_LIMITED -> RATE_LIMITED;
            case GENERATION_FAILED, CANCELLED -> GENERATION_FAILED;
            case STILL_RUNNING -> STILL_RUNNING;
            case SUBMISSION_UNKNOWN -> SUBMISSION_UNKNOWN;
            case OVER_PRICE_CAP, OVER_BUDGET -> OVER_PRICE_CAP;
            case INTERRUPTED -> INTERRUPTED;
            case DEFECT -> BUG;
            default -> OTHER;
        };
    }
}
