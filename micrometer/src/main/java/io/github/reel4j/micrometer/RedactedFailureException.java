package io.github.reel4j.micrometer;

import io.github.reel4j.model.FailureKind;

/**
 * Stands for a failure in an observation. Registries export messages and stack traces of exceptions, so this one has
 * only the kind of the failure: no text of the vendor's and no stack trace.
 */
final class RedactedFailureException extends Exception {

    private static final long serialVersionUID = 1L;

    RedactedFailureException(FailureKind kind) {
        super(kind.name(), null, false, false);
    }
}
