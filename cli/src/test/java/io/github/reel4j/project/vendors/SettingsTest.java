package io.github.reel4j.project.vendors;

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

/** Checks the settings that every provider has. */
class SettingsTest extends EachVendorTest {

    Stream<Arguments> invalid_settings() {
        return Stream.of(
                Arguments.of("base-url", vendor().baseUrl().replace("https:", "http:")),
                Arguments.of("base-url", vendor().baseUrl().replace("https://", "https://user:word@")),
                Arguments.of("base-url", vendor().baseUrl() + "?key=1"),
                Arguments.of("submit-timeout", "soon"),
                Arguments.of("poll-timeout", "0s"));
    }

    @ParameterizedTest
    @MethodSource("invalid_settings")
    @Tag("fault-117")
    @Tag("fault-124")
    void an_invalid_setting_fails_when_the_client_is_built(String name, String value) {
        VideoFailure failure = failure(run().builder().property(vendor().setting(name), value));
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure.message()).contains(vendor().setting(name), "Allowed: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"has a space", "has-a-line\nbreak", "schlüssel"})
    @Tag("fault-115")
    void an_invalid_key_is_rejected_and_not_shown(String key) {
        VideoFailure failure = failure(run().builder().property(vendor().setting("api-key"), key));
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(new VideoException(failure).toString())
                .contains(vendor().setting("api-key"))
                .doesNotContain(key);
    }

    @Test
    @Tag("fault-115")
    void a_missing_key_is_reported_with_every_setting_name() {
        VideoFailure failure = failure(builder(Map.of()));
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
    void the_default_base_url_is_the_documented_one() {
        VideoClient client = run().closeAtEnd(builder(Map.of(vendor().setting("api-key"), VendorTestHarness.KEY))
                .build());
        assertThat(client.quotes(vendor().minimalOrder())
                        .get(0)
                        .wire()
                        .orElseThrow()
                        .url())
                .hasToString(vendor().baseUrl() + vendor().minimalOrderPath());
    }

    /** Returns a client of a program that only has this provider and these settings. */
    private VideoClientBuilder builder(Map<String, String> settings) {
        return VideoClient.builder()
                .providers(vendor().factory())
                .settings(new Settings(settings, name -> null, name -> null));
    }

    private VideoFailure failure(VideoClientBuilder builder) {
        return VendorTestHarness.failure(() -> run().closeAtEnd(builder.build()));
    }
}
