package io.github.reel4j.polling;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import java.util.List;
import java.util.Optional;

/** Tasks whose times are remembered together; what is empty is anything. */
record TaskClass(ProviderId provider, Operation operation, Optional<String> model, Optional<Resolution> resolution) {

    /** The kinds a task belongs to, from the broadest to the narrowest. */
    static List<TaskClass> of(CompletionKey key) {
        TaskClass broad = new TaskClass(key.provider(), key.operation(), Optional.empty(), Optional.empty());
        TaskClass model = new TaskClass(key.provider(), key.operation(), Optional.of(key.model()), Optional.empty());
        return key.resolution().isEmpty()
                ? List.of(broad, model)
                : List.of(
                        broad,
                        model,
                        new TaskClass(key.provider(), key.operation(), Optional.of(key.model()), key.resolution()));
    }

    boolean covers(CompletionKey key) {
        return provider.equals(key.provider()) && operation == key.operation();
    }
}
