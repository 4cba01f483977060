package io.github.reel4j.spi;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a client, read from the builder, system properties and the environment, in this order. A setting has
 * an owner and a name. Owner {@code acme} and name {@code api-key} give {@code acme.api-key} in the builder and as a
 * system property, and {@code ACME_API_KEY} in the environment. A framework may replace system properties and the
 * environment by a {@link Source} of its own. Values are read again on every call, so that a key can be rotated while
 * a program runs. Thread-safe.
 */
public final class Settings {

    private final Map<String, String> explicit;
    private final Set<String> removed;
    private final Source source;

    /** Looks up a name; returns {@code null} if it is not set. */
    @FunctionalInterface
    public interface Lookup {
        @Nullable
        String get(String name);
    }

    /** Where settings are looked up that the builder does not have. Implementations are thread-safe. */
    public interface Source {

        /** Returns the current value of a setting; empty if it is not set. An empty value counts as not set. */
        Optional<Found> find(String owner, String name);

        /** Returns the places that {@link #find} searches, for messages about a setting that is not set. */
        String lookupPath(String owner, String name);

        /** Returns an environment variable without an owner, such as {@code HOME}; empty by default. */
        default Optional<String> environment(String variable) {
            return Optional.empty();
        }
    }

    /**
     * Creates settings from the given sources.
     *
     * @param explicit the settings of the builder, by their full names such as {@code acme.api-key}; they are copied
     */
    public Settings(Map<String, String> explicit, Lookup properties, Lookup environment) {
        this(explicit, Set.of(), new ProcessSource(properties, environment));
    }

    private Settings(Map<String, String> explicit, Set<String> removed, Source source) {
        this.explicit = Map.copyOf(explicit);
        this.removed = Set.copyOf(removed);
        this.source = source;
    }

    /** Returns the settings of this process, with none from the builder. */
    public static Settings ofProcess() {
        return new Settings(Map.of(), System::getProperty, System::getenv);
    }

    /** Returns settings that are looked up in {@code source} only, unless the builder sets them. */
    public static Settings of(Source source) {
        return new Settings(Map.of(), Set.of(), source);
    }

    /** Returns a copy in which {@code name} has the given value, with precedence over all sources. */
    public Settings with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(explicit);
        more.put(name, value);
        return new Settings(more, removed, source);
    }

    /** Returns a copy in which no source sets {@code name}. */
    public Settings without(String name) {
        Map<String, String> less = new LinkedHashMap<>(explicit);
        less.remove(name);
        Set<String> more = new LinkedHashSet<>(removed);
        more.add(name);
        return new Settings(less, more, source);
    }

    /**
     * The value of a setting and its source.
     *
     * @param source where the value was found, for messages: {@code builder}, {@code -Dacme.api-key} or
     *     {@code ACME_API_KEY}
     */
    public record Found(String value, String source) {}

    /** Returns the setting from the first source that has it. An empty value counts as not set. */
    public Optional<Found> find(String owner, String name) {
        String property = owner + "." + name;
        Optional<Found> found = in(explicit::get, property, "builder");
        if (found.isPresent()) {
            return found;
        }
        return removed.contains(property) ? Optional.empty() : source.find(owner, name);
    }

    /** Returns an environment variable without an owner, such as {@code HOME}. An empty value counts as not set. */
    public Optional<String> environment(String variable) {
        return source.environment(variable);
    }

    /** Returns the places that {@link #find} searches, for messages about a setting that is not set. */
    public String lookupPath(String owner, String name) {
        return "builder (not set), " + source.lookupPath(owner, name);
    }

    private static Optional<Found> in(Lookup source, String name, String label) {
        String value = source.get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(new Found(value, label));
    }

    /** Returns the name of a setting in the environment, for example {@code ACME_API_KEY}. */
    public static String variable(String owner, String name) {
        return environmentName(owner) + "_" + environmentName(name);
    }

    private static String environmentName(String text) {
        return text.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** Returns the names of the explicit settings only, because values may be secret. */
    @Override
    public String toString() {
        return "Settings" + explicit.keySet();
    }

    /** Looks up system properties first and the environment second. */
    private record ProcessSource(Lookup properties, Lookup variables) implements Source {

        @Override
        public Optional<Found> find(String owner, String name) {
            String property = owner + "." + name;
            Optional<Found> found = in(properties, property, "-D" + property);
            if (found.isEmpty()) {
                String variable = variable(owner, name);
                found = in(variables, variable, variable);
            }
            return found;
        }

        @Override
        public String lookupPath(String owner, String name) {
            return "-D" + owner + "." + name + " (not set), " + variable(owner, name) + " (not set)";
        }

        @Override
        public Optional<String> environment(String variable) {
            return in(variables, variable, variable).map(Found::value);
        }
    }
}
