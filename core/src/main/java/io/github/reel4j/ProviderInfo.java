package io.github.reel4j;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import java.util.List;

/**
 * A provider on the class path, as a program or a person wants to see it.
 *
 * @param origin its jar or folder
 * @param hasKey whether an API key is set
 * @param models its table
 */
public record ProviderInfo(ProviderId id, String origin, boolean hasKey, List<ModelSpec> models) {}
