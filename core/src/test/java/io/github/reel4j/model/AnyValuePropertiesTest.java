package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

/** Properties of all field values in all spellings. */
class AnyValuePropertiesTest {

    @Provide
    Arbitrary<String> nearlyAddresses() {
        return Arbitraries.of(
                        "https://",
                        "http://",
                        "ftp:",
                        "data:",
                        "mailto:",
                        "//",
                        "/",
                        ":",
                        "@",
                        "?",
                        "#",
                        "[",
                        "]",
                        "::1",
                        "[fe80::1%25eth0]",
                        "127.0.0.1",
                        "localhost",
                        "cdn.example.com",
                        ".png",
                        ".mp4",
                        ".",
                        "%",
                        "%41",
                        "\\",
                        " ",
                        "ü",
                        "\u0000",
                        "a")
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
    }

    @Property
    void any_text_is_a_valid_media_url_or_has_a_violation(@ForAll("nearlyAddresses") String text) {
        for (String each : new String[] {text, "https://" + text, "https://cdn.example.com/" + text}) {
            Optional<String> violation = new AllowedValues.Url(true, List.of("png")).violation(each);
            if (violation.isEmpty()) {
                URI address = URI.create(each);
                assertThat(address.getScheme()).isIn("http", "https");
                assertThat(address.getHost()).isNotEmpty().isNotIn("localhost", "127.0.0.1", "[::1]");
                assertThat(address.getRawAuthority()).doesNotContain("@");
                assertThat(address.getPath()).doesNotEndWith(".mp4");
            } else {
                assertThat(violation.get()).isNotBlank();
            }
        }
    }

    @Property
    void durations_and_numbers_survive_a_round_trip(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @BigRange(min = "-1000000", max = "1000000") @Scale(6) BigDecimal number) {
        Duration length = Duration.ofSeconds(seconds, nanos);
        assertThat(Field.DURATION.parse(Field.DURATION.format(length))).isEqualTo(length);
        Field<BigDecimal> decimal = Field.decimal("n");
        assertThat(decimal.parse(decimal.format(number))).isEqualByComparingTo(number);
    }

    @Property
    @Tag("fault-124")
    void any_text_is_a_valid_field_value_or_is_rejected(@ForAll("nearlyAddresses") String text, @ForAll long number) {
        for (Field<?> field :
                List.of(Field.DURATION, Field.SEED, Field.RESOLUTION, Field.flag("f"), Field.decimal("d"))) {
            for (String each : new String[] {text, number + text, number + "e" + number, number + "." + number}) {
                try {
                    assertThat(field.parse(each)).isNotNull();
                } catch (IllegalArgumentException e) {
                    assertThat(field.expected()).isNotBlank();
                }
            }
        }
    }

    @Property
    void any_text_is_a_valid_order_id_or_is_rejected(@ForAll long high, @ForAll long low, @ForAll String text) {
        OrderId id = new OrderId(new java.util.UUID(high, low));
        assertThat(OrderId.parse(id.toString())).isEqualTo(id);
        for (String each : new String[] {text, id + text.replaceAll("^$", "0"), "0" + id, "1-1-1-1-1"}) {
            assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> OrderId.parse(each)))
                    .isNotNull();
        }
    }
}
