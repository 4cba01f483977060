package io.github.reel4j.queue.model;

import io.github.reel4j.model.FailureKind;

/**
 * Why an order was rejected, is of unknown outcome, or has no video. Immutable.
 *
 * @param kind the category; a kind that a newer worker has written and this version does not know is
 *     {@link FailureKind#DEFECT}
 * @param message for people, without prompts, URLs and keys
 */
public record OrderFailure(FailureKind kind, String message) {}
