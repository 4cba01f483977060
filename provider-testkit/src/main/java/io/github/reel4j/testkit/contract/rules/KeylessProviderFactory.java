package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import java.util.Map;
import java.util.Optional;

/** Creates the provider under test without an API key. */
final class KeylessProviderFactory {

    private KeylessProviderFactory() {}

    /** Returns the provider; empty if it cannot be created, which RC-103 tests. */
    static Optional<VideoProvider> of(ContractContext context) {
        try {
            return Optional.of(context.subject().with(Map.of("api-key", "")));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
