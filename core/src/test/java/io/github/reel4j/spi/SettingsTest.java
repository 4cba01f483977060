package io.github.reel4j.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Settings settings = new Settings(Map.of(), properties::get, environment::get);

    @Test
    void the_builder_precedes_properties_and_the_environment() {
        environment.put("ACME_API_KEY", "three");
        assertThat(settings.find("acme", "api-key")).contains(new Settings.Found("three", "ACME_API_KEY"));
        properties.put("acme.api-key", "two");
        assertThat(settings.find("acme", "api-key")).contains(new Settings.Found("two", "-Dacme.api-key"));
        assertThat(settings.with("acme.api-key", "one").find("acme", "api-key"))
                .contains(new Settings.Found("one", "builder"));
    }

    @Test
    void an_empty_value_is_not_set() {
        properties.put("acme.api-key", "");
        environment.put("ACME_API_KEY", "three");
        assertThat(settings.with("acme.api-key", "").find("acme", "api-key"))
                .contains(new Settings.Found("three", "ACME_API_KEY"));
    }

    @Test
    void a_removed_setting_is_set_in_no_source() {
        properties.put("acme.api-key", "two");
        environment.put("ACME_API_KEY", "three");
        Settings less = settings.with("acme.api-key", "one").without("acme.api-key");
        assertThat(less.find("acme", "api-key")).isEmpty();
        assertThat(less.with("acme.api-key", "four").find("acme", "api-key")).isPresent();
    }

    @Test
    void values_are_read_again_on_each_call() {
        assertThat(settings.find("acme", "api-key")).isEmpty();
        environment.put("ACME_API_KEY", "fresh");
        assertThat(settings.find("acme", "api-key")).isPresent();
    }

    @Test
    void the_lookup_path_names_the_sources_as_users_set_them() {
        assertThat(settings.lookupPath("my-acme", "api-key"))
                .isEqualTo("builder (not set), -Dmy-acme.api-key (not set), MY_ACME_API_KEY (not set)");
    }

    @Test
    void a_source_replaces_properties_and_the_environment() {
        Settings own = Settings.of(new Settings.Source() {
            @Override
            public Optional<Settings.Found> find(String owner, String name) {
                return Optional.of(new Settings.Found("two", "the row of " + owner));
            }

            @Override
            public String lookupPath(String owner, String name) {
                return "the row of " + owner + " (not set)";
            }
        });
        assertThat(own.find("acme", "api-key")).contains(new Settings.Found("two", "the row of acme"));
        assertThat(own.with("acme.api-key", "one").find("acme", "api-key"))
                .contains(new Settings.Found("one", "builder"));
        assertThat(own.without("acme.api-key").find("acme", "api-key")).isEmpty();
        assertThat(own.environment("HOME")).isEmpty();
        assertThat(own.lookupPath("acme", "api-key")).isEqualTo("builder (not set), the row of acme (not set)");
    }

    @Test
    @Tag("fault-114")
    void its_text_contains_names_only() {
        assertThat(settings.with("acme.api-key", "sesame")).hasToString("Settings[acme.api-key]");
    }
}
