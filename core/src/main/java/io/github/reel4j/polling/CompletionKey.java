package io.github.reel4j.polling;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import java.util.Objects;
import java.util.Optional;

/**
 * The properties of a task from which its duration is predicted.
 *
 * @param model the vendor's name of the model, not empty
 * @param resolution empty if the request has none
 */
public record CompletionKey(ProviderId provider, Operation operation, String model, Optional<Resolution> resolution) {

    /**
     * Creates a key.
     *
     * @throws IllegalArgumentException if {@code model} is empty
     */
    public CompletionKey {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(resolution, "resolution");
        if (model.isEmpty()) {
            throw new IllegalArgumentException(
                    "a completion key needs the vendor's name of the model, not an empty text");
        }
    }
}
