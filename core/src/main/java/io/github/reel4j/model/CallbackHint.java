package io.github.reel4j.model;

/**
 * What is taken from a callback: which task the sender says it is about. Nothing of it is believed before a poll confirms it.
 *
 * @param taskId the vendor's name of the task, of a form that the vendor gives
 */
public record CallbackHint(String taskId) {

    /** @throws IllegalArgumentException if the id is empty */
    public CallbackHint {
        if (taskId.isEmpty()) {
            throw new IllegalArgumentException("a hint needs a task id");
        }
    }
}
