package io.github.reel4j.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** What an application prints that does not start: the property, its value unless it is secret, and its source. */
@ExtendWith(OutputCaptureExtension.class)
class InvalidPropertyTest {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ReelAutoConfiguration.class)
    static class Application {}

    private static void start(String... properties) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        String[] arguments = Stream.concat(Stream.of("reel4j.provider=fal"), Arrays.stream(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new);
        try {
            application.run(arguments).close();
        } catch (RuntimeException e) {
            return; // reported on the console
        }
        throw new AssertionError("the application started with " + String.join(", ", properties));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    reel4j.max-price                            | 12 apples  | is not a price
                    reel4j.max-spend.window                     | 0s         | more than 0
                    reel4j.max-submit-attempts                  | 0          | 1 or more
                    reel4j.wait-timeout                         | -1s        | more than 0
                    reel4j.poll.max                             | 10s        | reel4j.poll.initial
                    reel4j.application-name                     | my shop    | letters, digits
                    reel4j.callback.base-url                    | ftp://a    | https
                    reel4j.observations.polls                   | some       | meters
                    reel4j.queue.schema                         | drop       | create
                    reel4j.connect-timeout                      | soon       | Duration
                    reel4j.providers.fal.max-concurrent-tasks   | 0          | from 1 to
                    reel4j.providers.fal.max-concurrent-tasks   | many       | Integer
                    reel4j.providers.fal.submit-timeout         | 60         | 500ms
                    reel4j.providers.fal.base-url               | http://a.b | https
                    reel4j.providers.fal.requests-per-minute    | -5         | from 1 to
                    fal.poll-timeout                            | 1 minute   | 500ms
                    """)
    void a_bad_value_is_reported_with_its_source(String property, String value, String allowed, CapturedOutput output) {
        start(property + "=" + value);
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .containsIgnoringCase(property)
                .contains(value)
                .contains("commandLineArgs")
                .containsIgnoringCase(allowed);
    }

    @Test
    void a_malformed_key_is_not_shown(CapturedOutput output) {
        start("reel4j.providers.fal.api-key=canary with spaces");
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", "reel4j.providers.fal.api-key", "commandLineArgs")
                .doesNotContain("canary");
    }

    @Test
    void a_short_callback_secret_is_not_shown(CapturedOutput output) {
        start("reel4j.callback.secret=canary", "reel4j.callback.base-url=https://shop.example.com/reel4j");
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", "reel4j.callback.secret", "16 or more")
                .doesNotContain("canary");
    }

    @Test
    void a_required_key_that_is_missing_fails_the_start(CapturedOutput output) {
        start("reel4j.require-key=true");
        assertThat(output.getAll())
                .contains(
                        "APPLICATION FAILED TO START",
                        "reel4j.providers.fal.api-key (not set)",
                        "FAL_API_KEY (not set)",
                        "reel4j.require-key=false");
    }

    @Test
    void an_unknown_provider_fails_the_start(CapturedOutput output) {
        start("reel4j.provider=acme");
        assertThat(output.getAll()).contains("APPLICATION FAILED TO START", "acme", "fal", "pixazo");
    }
}
