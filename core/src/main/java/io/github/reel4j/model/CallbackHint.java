package io.github.reel4j.model;

/**
 * The task that a callback claims to be about. It is not trusted until a poll confirms it.
 *
 * @param taskId the vendor's id of the task, in the form that the vendor uses; not empty
 */
public record CallbackHint(String taskId) {

    /**
     * Creates a hint.
     *
     * @throws IllegalArgumentException if {@code taskId} is empty
     */
    public CallbackHint {
        if (taskId.isEmpty()) {
            throw new IllegalArgumentException("taskId must not be empty");
        }
    }
}
