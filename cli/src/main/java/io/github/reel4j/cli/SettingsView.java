package io.github.reel4j.cli;

import io.github.reel4j.spi.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at settings with some of them hidden or stood in for, leaving the places the others came from as they are. */
final class SettingsView {

    private static final String STAND_IN = "none";

    private final Settings settings;
    private final Predicate<String> hidden;
    private final boolean standInKeys;

    private SettingsView(Settings settings, Predicate<String> hidden, boolean standInKeys) {
        this.settings = settings;
        this.hidden = hidden;
        this.standInKeys = standInKeys;
    }

    /** Without any vendor's key or address: an order to a simulator must not leave the machine. */
    static Settings withoutVendors(Settings settings) {
        return new SettingsView(settings, name -> name.contains("url") || name.contains("key"), false).view();
    }

    /** With a stand-in for every key, no addresses and no choice of provider: enough to read every provider's table. */
    static Settings forTables(Settings settings) {
        return new SettingsView(
                        settings, name -> name.contains("url") || name.contains("key") || name.equals("provider"), true)
                .view();
    }

    /** Texts that are no keys stand in for those that {@code provider} lacks. */
    static Settings withStandInKey(Settings settings, String provider) {
        return settings.find(provider, "api-key").isPresent()
                ? settings
                : settings.with(provider + ".api-key", STAND_IN);
    }

    private Settings view() {
        return new Settings(Map.of(), this::property, this::variable);
    }

    private @Nullable String property(String property) {
        if (standInKeys && property.endsWith(".api-key")) {
            return STAND_IN;
        }
        return find(property, '.')
                .filter(found -> found.place().startsWith("-D") || found.place().equals("builder"))
                .map(Settings.Found::value)
                .orElse(null);
    }

    /** A variable's name does not tell where its owner ends; any cut leads back to the same variable. */
    private @Nullable String variable(String variable) {
        return find(variable.toLowerCase(Locale.ROOT).replace('_', '-'), '-')
                .filter(found -> found.place().equals(variable))
                .map(Settings.Found::value)
                .orElse(null);
    }

    private Optional<Settings.Found> find(String full, char separator) {
        int cut = full.indexOf(separator);
        if (cut <= 0 || hidden.test(full.substring(cut + 1))) {
            return Optional.empty();
        }
        return settings.find(full.substring(0, cut), full.substring(cut + 1));
    }
}
