package io.github.reel4j.polling.adaptive;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import java.util.List;
import java.util.Optional;

/**
 * A class of tasks that share one completion histogram.
 *
 * @param model empty for all models
 * @param resolution empty for all resolutions
 */
public record TaskClass(
        ProviderId provider, Operation operation, Optional<String> model, Optional<Resolution> resolution) {

    /** Returns the 2 or 3 classes that a task belongs to, from the broadest to the narrowest. */
    public static List<TaskClass> of(
            ProviderId provider, Operation operation, String model, Optional<Resolution> resolution) {
        TaskClass allModels = new TaskClass(provider, operation, Optional.empty(), Optional.empty());
        TaskClass oneModel = new TaskClass(provider, operation, Optional.of(model), Optional.empty());
        return resolution.isEmpty()
                ? List.of(allModels, oneModel)
                : List.of(allModels, oneModel, new TaskClass(provider, operation, Optional.of(model), resolution));
    }
}
