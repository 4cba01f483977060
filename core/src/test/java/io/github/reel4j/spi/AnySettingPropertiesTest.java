package io.github.reel4j.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Properties of all texts that a setting may have. */
class AnySettingPropertiesTest {

    @Provide
    Arbitrary<String> nearlyNumbers() {
        return pieces(
                "1",
                "0",
                "9",
                "-",
                "+",
                ".",
                "e",
                "E",
                "99999999",
                "s",
                "ms",
                "m",
                "h",
                "PT",
                "P",
                "D",
                "S",
                " ",
                "_",
                "NaN",
                "0x",
                "\u0661",
                "\n");
    }

    @Provide
    Arbitrary<String> nearlyAddresses() {
        return pieces(
                "https",
                "http",
                "://",
                ":",
                "//",
                "/",
                "@",
                "#",
                "?",
                "%2F",
                "[",
                "]",
                "::1",
                "127.0.0.1",
                "127.1",
                "localhost",
                "good.example",
                ".",
                ":443",
                "\\",
                " ",
                "ü",
                "x",
                "sesame");
    }

    private static Arbitrary<String> pieces(String... pieces) {
        return Arbitraries.of(pieces).list().ofMinSize(1).ofMaxSize(8).map(list -> String.join("", list));
    }

    /** Returns the value of the setting {@code acme.thing}; empty if it is rejected with its name. */
    private static <T> Optional<T> read(String value, Function<ProviderConfig, T> reading) {
        Settings settings = new Settings(Map.of("acme.thing", value), name -> null, name -> null);
        try {
            return Optional.of(
                    reading.apply(new ProviderConfig(SampleRequests.ACME, settings, new VirtualScheduler())));
        } catch (InvalidSettingException e) {
            assertThat(e).hasMessageStartingWith("acme.thing = ").hasMessageContaining("Allowed: ");
            return Optional.empty();
        }
    }

    @Property
    @Tag("fault-124")
    void any_text_is_a_valid_duration_or_is_rejected(@ForAll("nearlyNumbers") String value) {
        read(value, config -> config.duration("thing", Duration.ofSeconds(1)))
                .ifPresent(span -> assertThat(span.toNanos()).isPositive());
    }

    @Property
    @Tag("fault-124")
    void any_text_is_a_valid_number_or_is_rejected(@ForAll("nearlyNumbers") String value) {
        read(value, config -> config.amount("thing"))
                .flatMap(Function.identity())
                .ifPresent(amount -> {
                    assertThat(amount).isPositive();
                    assertThat(amount.toPlainString()).hasSizeLessThan(50);
                    assertThat(amount).isEqualByComparingTo(new BigDecimal(value));
                });
        read(value, config -> config.integer("thing"))
                .flatMap(Function.identity())
                .ifPresent(count -> assertThat(count).isBetween(1, 1_000_000_000));
    }

    @Property
    @Tag("fault-117")
    void a_base_url_has_tls_or_a_loopback_host(@ForAll("nearlyAddresses") String value) {
        for (String each : new String[] {value, "https://" + value, "http://" + value}) {
            read(each, config -> config.url("thing"))
                    .flatMap(Function.identity())
                    .ifPresent(AnySettingPropertiesTest::assertSafe);
        }
    }

    private static void assertSafe(URI address) {
        assertThat(address.getHost()).isNotEmpty();
        assertThat(address.getRawUserInfo()).isNull();
        assertThat(address.getRawQuery()).isNull();
        if (!address.getScheme().equals("https")) {
            assertThat(address.getScheme()).isEqualTo("http");
            assertThat(address.getHost()).matches("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");
        }
    }

    @Property
    @Tag("fault-115")
    void a_key_invalid_in_a_header_is_rejected_and_not_shown(
            @ForAll @StringLength(min = 1, max = 40) String text, @ForAll @IntRange(max = 40) int where) {
        String secret = "sesame-" + text.substring(0, where % text.length()) + "\u00e9";
        Settings settings = new Settings(Map.of("acme.api-key", secret), name -> null, name -> null);
        try {
            new ProviderConfig(SampleRequests.ACME, settings, new VirtualScheduler()).apiKey();
            throw new AssertionError("taken: " + secret);
        } catch (InvalidSettingException e) {
            assertThat(e).hasMessageContaining("***").hasMessageNotContaining("sesame");
        }
    }
}
