package io.github.reel4j.spring.boot;

import io.github.reel4j.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Looks up reel4j's settings in the environment of the application. The setting {@code api-key} of provider
 * {@code acme} is {@code reel4j.providers.acme.api-key}, {@code reel4j.providers.acme.options.api-key} or {@code
 * acme.api-key}, in this order, each in all forms that Spring Boot accepts, for example {@code ACME_API_KEY}. Values
 * are read again on every call. Thread-safe.
 */
final class EnvironmentProperties implements Settings.Source {

    private static final String COMMON = "reel4j";

    private final ConfigurableEnvironment environment;

    EnvironmentProperties(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Settings.Found> find(String owner, String name) {
        for (String property : names(owner, name)) {
            Optional<Settings.Found> found = property(property);
            if (found.isPresent()) {
                return found;
            }
        }
        return owner.equals(COMMON) && name.equals("provider") ? list("reel4j.provider") : Optional.empty();
    }

    @Override
    public String lookupPath(String owner, String name) {
        return names(owner, name).stream()
                        .filter(property -> !property.contains(".options."))
                        .map(property -> property + " (not set)")
                        .collect(Collectors.joining(", "))
                + ", " + Settings.variable(owner, name) + " (not set)";
    }

    private static List<String> names(String owner, String name) {
        if (!owner.equals(COMMON)) {
            return List.of(
                    "reel4j.providers." + owner + "." + name,
                    "reel4j.providers." + owner + ".options." + name,
                    owner + "." + name);
        }
        return name.equals("callback-secret")
                ? List.of("reel4j.callback.secret", "reel4j.callback-secret")
                : List.of(COMMON + "." + name);
    }

    private Optional<Settings.Found> property(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty found = source.getConfigurationProperty(name);
            if (found != null) {
                Object resolved =
                        new PropertySourcesPlaceholdersResolver(environment).resolvePlaceholders(found.getValue());
                String value = String.valueOf(resolved);
                return value.isEmpty() || value.contains("${") // a placeholder without a value, for example of a key
                        ? Optional.empty()
                        : Optional.of(new Settings.Found(value, property + source(found.getOrigin())));
            }
        }
        return Optional.empty();
    }

    /** A YAML list has no property of its own. */
    private Optional<Settings.Found> list(String property) {
        BindResult<List<String>> values = Binder.get(environment).bind(property, Bindable.listOf(String.class));
        return values.isBound()
                ? Optional.of(new Settings.Found(String.join(",", values.get()), property))
                : Optional.empty();
    }

    private static String source(@Nullable Origin origin) {
        return origin == null ? "" : " in " + origin;
    }
}
