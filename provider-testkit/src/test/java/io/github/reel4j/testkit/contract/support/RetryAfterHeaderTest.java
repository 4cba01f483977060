package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterHeaderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void seconds_are_required_exactly() {
        assertThat(RetryAfterHeader.SECONDS.allows(Optional.of(Duration.ofSeconds(7))))
                .isTrue();
        assertThat(RetryAfterHeader.SECONDS.allows(Optional.of(Duration.ofMillis(7))))
                .isFalse();
        assertThat(RetryAfterHeader.SECONDS.allows(Optional.empty())).isFalse();
    }

    @Test
    void a_date_in_the_past_is_no_negative_delay() {
        RetryAfterHeader past = header("Wed, 31 Dec 2025 23:58:30 GMT");
        assertThat(past.allows(Optional.of(Duration.ZERO))).isTrue();
        assertThat(past.allows(Optional.empty())).isTrue();
        assertThat(past.allows(Optional.of(Duration.ofSeconds(-90)))).isFalse();
    }

    @Test
    void an_invalid_value_needs_no_delay() {
        assertThat(header("soon").allows(Optional.empty())).isTrue();
        assertThat(header("-5").allows(Optional.of(Duration.ofSeconds(-5)))).isFalse();
    }

    private static RetryAfterHeader header(String value) {
        return RetryAfterHeader.all(NOW).stream()
                .filter(header -> header.value().equals(value))
                .findFirst()
                .orElseThrow();
    }
}
