package io.github.reel4j.spi;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from: the builder, then system properties, then the environment. A setting is named by its owner and its
 * name: {@code acme} and {@code api-key} are {@code acme.api-key} in the builder and as a system property, and
 * {@code ACME_API_KEY} in the environment. Values are read anew each time, so a key can be rotated while a program runs.
 * Thread-safe.
 */
public final class Settings {

    private final Map<String, String> explicit;
    private final Lookup properties;
    private final Lookup environment;

    /** Looks a name up; {@code null} if it is not set. */
    @FunctionalInterface
    public interface Lookup {
        @Nullable
        String get(String name);
    }

    public Settings(Map<String, String> explicit, Lookup properties, Lookup environment) {
        this.explicit = Map.copyOf(explicit);
        this.properties = properties;
        this.environment = environment;
    }

    /** Those of this process. */
    public static Settings ofProcess() {
        return new Settings(Map.of(), System::getProperty, System::getenv);
    }

    /** These, with {@code name} set ahead of all other places. */
    public Settings with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(explicit);
        more.put(name, value);
        return new Settings(more, properties, environment);
    }

    /** These, with {@code name} set in no place. */
    public Settings without(String name) {
        Map<String, String> less = new LinkedHashMap<>(explicit);
        less.remove(name);
        String variable = shouted(name);
        return new Settings(
                less,
                each -> each.equals(name) ? null : properties.get(each),
                each -> each.equals(variable) ? null : environment.get(each));
    }

    /** A value and the place it was found in. */
    public record Found(String value, String source) {}

    /** The first place that has the setting; an empty value counts as not set. */
    public Optional<Found> find(String owner, String name) {
        String property = owner + "." + name;
        Optional<Found> found = in(explicit::get, property, "builder");
        if (found.isEmpty()) {
            found = in(properties, property, "-D" + property);
        }
        if (found.isEmpty()) {
            String variable = variable(owner, name);
            found = in(environment, variable, variable);
        }
        return found;
    }

    /** A variable of the environment that belongs to no owner, such as {@code HOME}; an empty one counts as not set. */
    public Optional<String> environment(String variable) {
        return in(environment, variable, variable).map(Found::value);
    }

    /** The places that were looked at, for messages about a setting that none of them has. */
    public static String lookupPath(String owner, String name) {
        return "builder (not set), -D" + owner + "." + name + " (not set), " + variable(owner, name) + " (not set)";
    }

    private static Optional<Found> in(Lookup place, String name, String label) {
        String value = place.get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(new Found(value, label));
    }

    /** The name in the environment, for messages: {@code ACME_API_KEY}. */
    public static String variable(String owner, String name) {
        return shouted(owner) + "_" + shouted(name);
    }

    private static String shouted(String text) {
        return text.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** Names only: values may be secret. */
    @Override
    public String toString() {
        return "Settings" + explicit.keySet();
    }
}
