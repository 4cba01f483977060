package io.github.reel4j;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import java.util.List;

/**
 * A description of a provider on the class path.
 *
 * @param origin the file name of its jar, or its folder
 * @param hasKey whether a valid API key is set, or none is needed
 * @param models the models it offers, with their fields and prices
 */
public record ProviderInfo(ProviderId id, String origin, boolean hasKey, List<ModelSpec> models) {}
