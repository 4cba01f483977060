package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.Operation;
import io.github.reel4j.redaction.SecretMask;
import io.github.reel4j.spi.Secret;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds and judges the ids of tasks in one vendor's answers. Thread-safe if its parts are. */
record TaskIdReader(TaskIdFormat form, TaskIdPointers pointers, Supplier<Optional<Secret>> key) {

    private static final int MIN_KEY_CHARS_TO_FIND = 8;

    /**
     * What an answer that is no acceptance says of a task.
     *
     * @param id empty if what stands there cannot be used as an id
     */
    record Named(Optional<String> id) {}

    /** The id, if it has the vendor's form, does no harm, and does not show the key: it will be in every text about the task. */
    Optional<String> validate(@Nullable String id) {
        return form.validate(id)
                .filter(each -> key.get()
                        .map(Secret::reveal)
                        .filter(secret -> containsKey(each, secret))
                        .isEmpty());
    }

    /** What stands where an accepted order of {@code operation} has the id of its task; empty if nothing does. */
    Optional<Named> find(JsonNode result, Operation operation) {
        return pointers.find(result, operation)
                .map(value -> new Named(
                        value.isTextual() || value.isIntegralNumber() ? validate(value.asText()) : Optional.empty()));
    }

    /** Short keys are words for simulators, which an id may hold by chance. */
    private static boolean containsKey(String id, String key) {
        return id.equals(key)
                || (key.length() >= MIN_KEY_CHARS_TO_FIND && (id.contains(key) || SecretMask.contains(id, key)));
    }
}
