package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Scale;

/** Properties of the text form of all task references and prices. */
class FormattedValuesPropertiesTest {

    @Provide
    Arbitrary<Operation> operations() {
        return Arbitraries.of(
                Operation.TEXT_TO_VIDEO,
                Operation.IMAGE_TO_VIDEO,
                Operation.SPEECH_TO_VIDEO,
                Operation.ANIMATE,
                Operation.REPLACE);
    }

    @Property
    void a_task_with_any_vendor_id_survives_a_round_trip(
            @ForAll("operations") Operation operation,
            @ForAll @NotEmpty String endpoint,
            @ForAll @NotEmpty String id,
            @ForAll @NotEmpty String digest,
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long seconds) {
        TaskRef task =
                new TaskRef(ProviderId.of("acme"), operation, endpoint, id, digest, Instant.ofEpochSecond(seconds));
        assertThat(task.toString()).matches("[!-~]+");
        assertThat(TaskRef.parse(task.toString())).isEqualTo(task);
    }

    @Property
    void an_altered_character_is_detected(
            @ForAll @NotEmpty String id, @ForAll @IntRange(max = 10_000) int where, @ForAll char other) {
        TaskRef task = new TaskRef(ProviderId.of("acme"), Operation.ANIMATE, "e", id, "d", Instant.ofEpochSecond(1));
        StringBuilder text = new StringBuilder(task.toString());
        int place = where % text.length();
        if (text.charAt(place) != other && !Character.isWhitespace(other)) {
            text.setCharAt(place, other);
            assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> TaskRef.parse(text.toString())))
                    .as(text.toString())
                    .isNotNull();
        }
    }

    @Property
    void any_text_is_a_valid_task_reference_or_is_rejected(@ForAll String text) {
        for (String each : new String[] {text, "reel:1:" + text, "reel:1:acme:animate:" + text}) {
            assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> TaskRef.parse(each)))
                    .isNotNull()
                    .message()
                    .isNotBlank();
        }
    }

    @Property
    void a_price_survives_a_round_trip(@ForAll @BigRange(min = "0", max = "999999999999") @Scale(9) BigDecimal amount) {
        Money price = Money.usd(amount.toPlainString());
        assertThat(Money.parse(price.toString())).isEqualTo(price);
        assertThat(price.amount()).isEqualByComparingTo(amount);
    }

    @Property
    void a_price_exceeds_a_cap_exactly_if_its_amount_does(
            @ForAll @BigRange(min = "0", max = "1000") @Scale(4) BigDecimal price,
            @ForAll @BigRange(min = "0", max = "1000") @Scale(4) BigDecimal cap) {
        assertThat(Money.usd(price.toPlainString()).exceeds(Money.usd(cap.toPlainString())))
                .isEqualTo(price.compareTo(cap) > 0);
    }

    @Property
    void any_text_is_a_valid_price_or_is_rejected(@ForAll String text) {
        for (String each : new String[] {text, "$" + text, "1" + text, "1.5 " + text}) {
            try {
                assertThat(Money.parse(each).amount().signum()).isNotNegative();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("is not a price");
            }
        }
    }
}
