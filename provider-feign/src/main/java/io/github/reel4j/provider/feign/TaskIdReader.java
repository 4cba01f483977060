package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.Operation;
import io.github.reel4j.redaction.SecretMask;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds and validates task ids in the responses of one vendor. Thread-safe if its parts are. */
record TaskIdReader(TaskIdFormat format, TaskIdPointers pointers, Supplier<? extends Collection<String>> secrets) {

    private static final int MIN_KEY_CHARS_TO_FIND = 8;

    /**
     * A task named by a response that is not an acceptance.
     *
     * @param id empty if the value is not a valid id
     */
    record Named(Optional<String> id) {}

    /**
     * Returns the id if it is valid and does not contain the key or another secret, which every text about the task
     * would then contain.
     */
    Optional<String> validate(@Nullable String id) {
        return format.validate(id)
                .filter(each -> secrets.get().stream().noneMatch(secret -> containsSecret(each, secret)));
    }

    /** Returns the value where an accepted order of {@code operation} has its task id; empty if there is none. */
    Optional<Named> find(JsonNode response, Operation operation) {
        return pointers.find(response, operation)
                .map(value -> new Named(
                        value.isTextual() || value.isIntegralNumber() ? validate(value.asText()) : Optional.empty()));
    }

    /** Keys for simulators are short, so an id may contain one by chance. */
    private static boolean containsSecret(String id, String secret) {
        return id.equals(secret)
                || (secret.length() >= MIN_KEY_CHARS_TO_FIND
                        && (id.contains(secret) || SecretMask.contains(id, secret)));
    }
}
