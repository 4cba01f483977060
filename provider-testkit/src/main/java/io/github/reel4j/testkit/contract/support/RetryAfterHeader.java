package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A value of the header Retry-After.
 *
 * @param value the value of the header
 * @param min the shortest delay that a provider may report
 * @param max the longest one
 * @param optional whether a provider may report no delay
 */
public record RetryAfterHeader(String value, Duration min, Duration max, boolean optional) {

    /** A header of 7 s. */
    public static final RetryAfterHeader SECONDS = seconds(7);

    private static final Duration ANY = Duration.ofDays(400_000);

    /** Returns valid and invalid values. */
    public static List<RetryAfterHeader> all(Instant now) {
        Duration tolerance = Duration.ofSeconds(1);
        return Stream.concat(
                        Stream.of(1, 60, 120, 3_600).map(RetryAfterHeader::seconds),
                        Stream.of(
                                new RetryAfterHeader("5400", Duration.ofHours(1), Duration.ofSeconds(5400), false),
                                new RetryAfterHeader("0", Duration.ZERO, Duration.ZERO, true),
                                new RetryAfterHeader(date(now.minusSeconds(90)), Duration.ZERO, tolerance, true),
                                new RetryAfterHeader(
                                        date(now.plusSeconds(45)),
                                        Duration.ofSeconds(44),
                                        Duration.ofSeconds(46),
                                        false),
                                invalid("soon"),
                                invalid("-5"),
                                invalid("1.5"),
                                invalid("7, 9"),
                                invalid(""),
                                invalid("Thu, 99 Foo 2026 00:10:00 GMT"),
                                new RetryAfterHeader("99999999999999999999", Duration.ofMinutes(1), ANY, true),
                                new RetryAfterHeader("9223372036854775807", Duration.ofMinutes(1), ANY, true)))
                .toList();
    }

    private static String date(Instant instant) {
        return HttpDate.of(instant);
    }

    private static RetryAfterHeader seconds(int count) {
        Duration delay = Duration.ofSeconds(count);
        return new RetryAfterHeader(String.valueOf(count), delay, delay, false);
    }

    private static RetryAfterHeader invalid(String value) {
        return new RetryAfterHeader(value, Duration.ZERO, ANY, true);
    }

    /** Returns an error response with this header. */
    public Fault on(int status) {
        return Fault.http(status).retryAfter(value);
    }

    /** Returns whether a provider may report this delay. */
    public boolean allows(Optional<Duration> delay) {
        return delay.map(each -> each.compareTo(min) >= 0 && each.compareTo(max) <= 0)
                .orElse(optional);
    }

    /** Returns the expectation, to continue "has". */
    public String expected() {
        String delay = min.equals(max) ? "a delay of " + min : "a delay from " + min + " to " + max;
        return optional ? delay + ", or none" : delay;
    }

    @Override
    public String toString() {
        return "Retry-After: " + value;
    }
}
