package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|PT0S",
                "1|PT1S",
                "' 30 '|PT30S",
                "000000000000030|PT30S",
                "86400|PT24H",
                "31536001|PT8760H",
                "9223372036854775807|PT8760H",
                "9223372036854775808|PT8760H",
                "99999999999999999999999999|PT8760H",
                "Fri, 20 Nov 2026 08:00:30 GMT|PT30S",
                "Fri, 20 Nov 2026 07:59:59 GMT|PT0S",
                "Thu, 01 Jan 1970 00:00:00 GMT|PT0S",
                "Friday, 20-Nov-26 08:01:00 GMT|PT1M",
                "Fri Nov 20 08:02:00 2026|PT2M",
                "Tue Dec  1 08:00:00 2026|PT264H",
                "Fri, 31 Dec 9999 23:59:59 GMT|PT8760H"
            })
    @Tag("fault-31")
    void seconds_and_dates_are_parsed(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+5",
                "1.5",
                "1e3",
                "soon",
                "5 s",
                "0x10",
                "٣",
                "Mon, 20 Nov 2026 08:00:30 GMT",
                "Fri, 32 Nov 2026 08:00:30 GMT",
                "Fri, 20 Nov 2026 08:00:30 CET",
                "2026-11-20T08:00:30Z"
            })
    @Tag("fault-31")
    void anything_else_is_ignored(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 100_000})
    @Tag("fault-31")
    void long_values_never_throw(int length) {
        assertThat(RetryAfter.parse("9".repeat(length), NOW)).isEmpty();
    }
}
