package io.github.reel4j.spring.boot;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.Settings;
import java.util.Optional;

/**
 * Reads API keys and base URLs from the {@code ReelConnectionDetails} bean, and all other settings from the
 * application's properties. With the default bean, all settings come from the properties. Thread-safe.
 */
record ConnectionDetailsSettings(EnvironmentProperties properties, ReelConnectionDetails details)
        implements Settings.Source {

    @Override
    public Optional<Settings.Found> find(String owner, String name) {
        if (!isConnection(owner, name)) {
            return properties.find(owner, name);
        }
        ProviderId provider = ProviderId.of(owner);
        Optional<String> value = name.equals("api-key")
                ? details.apiKey(provider)
                : details.baseUrl(provider).map(Object::toString);
        return value.filter(text -> !text.isEmpty()).map(text -> new Settings.Found(text, source()));
    }

    @Override
    public String lookupPath(String owner, String name) {
        return isConnection(owner, name) ? source() + " (not set)" : properties.lookupPath(owner, name);
    }

    private boolean isConnection(String owner, String name) {
        return !(details instanceof PropertiesConnectionDetails)
                && !owner.equals("reel4j")
                && (name.equals("api-key") || name.equals("base-url"));
    }

    private String source() {
        return "bean of type " + details.getClass().getName();
    }

    @Override
    public String toString() {
        return "ConnectionDetailsSettings";
    }
}
