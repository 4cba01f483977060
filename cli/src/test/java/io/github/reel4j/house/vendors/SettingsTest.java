package io.github.reel4j.house.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that every provider has. */
class SettingsTest extends EachVendorTest {

    Stream<Arguments> settings_that_cannot_be_used() {
        return Stream.of(
                Arguments.of("base-url", vendor().address().replace("https:", "http:")),
                Arguments.of("base-url", vendor().address().replace("https://", "https://user:word@")),
                Arguments.of("base-url", vendor().address() + "?key=1"),
                Arguments.of("submit-timeout", "soon"),
                Arguments.of("poll-timeout", "0s"));
    }

    @ParameterizedTest
    @MethodSource("settings_that_cannot_be_used")
    @Tag("fault-117")
    @Tag("fault-124")
    void a_setting_that_cannot_be_used_is_refused_when_the_client_is_built(String name, String value) {
        VideoFailure failure = failure(run().builder().property(vendor().setting(name), value));
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure.message()).contains(vendor().setting(name), "Allowed: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"has a space", "has-a-line\nbreak", "schlüssel"})
    @Tag("fault-115")
    void a_key_that_cannot_be_sent_is_refused_without_being_shown(String key) {
        VideoFailure failure = failure(run().builder().property(vendor().setting("api-key"), key));
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(new VideoException(failure).toString())
                .contains(vendor().setting("api-key"))
                .doesNotContain(key);
    }

    @Test
    @Tag("fault-115")
    void a_missing_key_is_told_with_every_place_that_was_looked_at() {
        VideoFailure failure = failure(alone(Map.of()));
        assertThat(failure.kind()).isEqualTo(FailureKind.MISSING_CREDENTIALS);
        String id = vendor().id().value();
        assertThat(failure.message())
                .contains(
                        id + " needs an API key",
                        "builder",
                        "-D" + id + ".api-key",
                        id.toUpperCase(Locale.ROOT) + "_API_KEY");
    }

    @Test
    void without_a_base_url_orders_would_go_to_the_documented_address() {
        VideoClient client = run().closeAtEnd(alone(Map.of(vendor().setting("api-key"), VendorTestHarness.KEY))
                .build());
        assertThat(client.preview(vendor().plainest()).wire().orElseThrow().url())
                .hasToString(vendor().address() + vendor().plainestPath());
    }

    /** Of a program that has this provider and no other, with these settings and no others. */
    private VideoClientBuilder alone(Map<String, String> settings) {
        return VideoClient.builder()
                .providers(vendor().factory())
                .settings(new Settings(settings, name -> null, name -> null));
    }

    private VideoFailure failure(VideoClientBuilder builder) {
        return VendorTestHarness.failure(() -> run().closeAtEnd(builder.build()));
    }
}
