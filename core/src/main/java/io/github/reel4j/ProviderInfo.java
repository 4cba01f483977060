package io.github.reel4j;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ModelLimits;
import java.util.List;
import java.util.Optional;

/**
 * A description of a provider on the class path.
 *
 * @param origin the file name of its jar, or its folder
 * @param hasKey whether a valid API key is set, or none is needed
 * @param models the models it offers, with their fields and prices
 * @param requestsPerMinute the maximum number of calls per minute, from a setting or else from the vendor's document;
 *     empty for no limit
 * @param maxConcurrentTasks the maximum number of tasks that run at once, from a setting or else from the vendor's
 *     document; empty for no limit
 * @param pollRate the maximum rate of polls by the vendor's document; empty without one, or if a setting replaces it
 * @param modelLimits the limits of single models by the vendor's document; limits that a setting replaces are empty
 */
public record ProviderInfo(
        ProviderId id,
        String origin,
        boolean hasKey,
        List<ModelSpec> models,
        Optional<Integer> requestsPerMinute,
        Optional<Integer> maxConcurrentTasks,
        Optional<CallRate> pollRate,
        List<ModelLimits> modelLimits) {}
