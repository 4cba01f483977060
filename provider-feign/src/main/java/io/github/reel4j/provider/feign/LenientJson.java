package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.provider.feign.http.HttpSyntax;
import io.github.reel4j.provider.feign.text.UrlEscaper;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a reply tells for information: present if it is what it should be, absent otherwise, never a reason to distrust the
 * reply.
 */
public final class LenientJson {

    private static final BigDecimal MAX_TEXT_CHARS =
            BigDecimal.valueOf(Duration.ofDays(365).toSeconds());

    private LenientJson() {}

    /** A text of at most 1,000 characters. */
    public static Optional<String> text(@Nullable JsonNode node) {
        return node != null && node.isTextual() && node.textValue().length() <= 1000
                ? Optional.of(node.textValue())
                : Optional.empty();
    }

    /** A whole number of 0 or more. */
    public static OptionalLong integer(@Nullable JsonNode node) {
        return node != null && node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }

    /** A width or height from 1 to 99,999. */
    public static OptionalInt pixels(@Nullable JsonNode node) {
        return node != null && node.isInt() && node.intValue() > 0 && node.intValue() < 100_000
                ? OptionalInt.of(node.intValue())
                : OptionalInt.empty();
    }

    /** A number of seconds from 0 to a year, to the millisecond. */
    public static Optional<Duration> seconds(@Nullable JsonNode node) {
        if (node == null || !node.isNumber()) {
            return Optional.empty();
        }
        BigDecimal seconds = node.decimalValue();
        return seconds.signum() < 0 || seconds.compareTo(MAX_TEXT_CHARS) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(seconds.movePointRight(3).longValue()));
    }

    /**
     * An absolute http or https address with a host; whether it may be fetched is judged when it is. What no URL may hold, such as a
     * space or a letter that is not ASCII, is escaped in path and query, as browsers do: else a video that is paid for could not be
     * reached.
     */
    public static Optional<URI> url(@Nullable String text) {
        try {
            String escaped = UrlEscaper.escape(text == null ? "" : text.strip());
            URI address = new URI(escaped);
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null && HttpSyntax.isRequestTarget(escaped)
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (URISyntaxException | NumberFormatException e) { // the JDK lets the latter escape: [::99999999999.1]
            return Optional.empty();
        }
    }
}
