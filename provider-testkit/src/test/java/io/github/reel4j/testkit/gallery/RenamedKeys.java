package io.github.reel4j.testkit.gallery;

import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changed settings. */
final class RenamedKeys {

    private RenamedKeys() {}

    /** Returns the settings with another API key. */
    static ProviderConfig of(ProviderConfig config, String key) {
        return with(config, Map.of("api-key", key));
    }

    static ProviderConfig with(ProviderConfig config, Map<String, String> changes) {
        Map<String, String> all = new HashMap<>();
        for (String name :
                List.of("api-key", "base-url", "submit-timeout", "poll-timeout", "upload-timeout", "callback-secret")) {
            config.text(name).ifPresent(value -> all.put("acme." + name, value));
        }
        changes.forEach((name, value) -> all.put("acme." + name, value));
        return new ProviderConfig(config.provider(), new Settings(all, name -> null, name -> null), config.scheduler());
    }
}
