package io.github.reel4j.provider.feign;

import io.github.reel4j.spi.DurationParser;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the timestamp of a signature in Unix seconds. Stateless. */
final class SignatureTimestamp {

    private static final Pattern UNIX_SECONDS = Pattern.compile("\\d{1,11}");

    private SignatureTimestamp() {}

    /** Returns what is wrong with the timestamp, as a sentence; empty if it is within the tolerance. */
    static Optional<String> violation(Optional<String> timestamp, Instant now, Duration tolerance) {
        if (timestamp.filter(text -> UNIX_SECONDS.matcher(text).matches()).isEmpty()) {
            return Optional.of("it has no readable timestamp.");
        }
        Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp.get())), now);
        return off.abs().compareTo(tolerance) > 0
                ? Optional.of("its timestamp is " + DurationParser.describe(off.abs())
                        + (off.isNegative() ? " in the future" : " in the past") + ". Allowed: "
                        + DurationParser.describe(tolerance) + ". Check the clock of this machine.")
                : Optional.empty();
    }
}
