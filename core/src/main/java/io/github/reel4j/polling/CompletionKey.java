package io.github.reel4j.polling;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import java.util.Objects;
import java.util.Optional;

/**
 * What tasks must have in common for the time one took to say something about the next.
 *
 * @param model the vendor's name of it, not empty
 */
public record CompletionKey(ProviderId provider, Operation operation, String model, Optional<Resolution> resolution) {

    /** @throws IllegalArgumentException if {@code model} is empty */
    public CompletionKey {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(resolution, "resolution");
        if (model.isEmpty()) {
            throw new IllegalArgumentException("a completion key needs the name of a model");
        }
    }
}
