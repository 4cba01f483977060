package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.provider.feign.http.HttpSyntax;
import io.github.reel4j.provider.feign.text.InvalidUrlCharacterEscaper;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads optional values of a response. An invalid value counts as absent, and never makes the response invalid. All
 * methods accept null.
 */
public final class LenientJson {

    private static final int MAX_TEXT_CHARS = 1000;
    private static final BigDecimal MAX_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(365).toSeconds());

    private LenientJson() {}

    /** Returns a text of at most 1,000 characters. */
    public static Optional<String> text(@Nullable JsonNode node) {
        return node != null && node.isTextual() && node.textValue().length() <= MAX_TEXT_CHARS
                ? Optional.of(node.textValue())
                : Optional.empty();
    }

    /** Returns an integer of at least 0 that fits a {@code long}. */
    public static OptionalLong integer(@Nullable JsonNode node) {
        return node != null && node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }

    /** Returns a width or height from 1 to 99,999 pixels. */
    public static OptionalInt pixels(@Nullable JsonNode node) {
        return node != null && node.isInt() && node.intValue() > 0 && node.intValue() < 100_000
                ? OptionalInt.of(node.intValue())
                : OptionalInt.empty();
    }

    /** Returns a number of seconds from 0 to 365 days, truncated to milliseconds. */
    public static Optional<Duration> seconds(@Nullable JsonNode node) {
        if (node == null || !node.isNumber()) {
            return Optional.empty();
        }
        BigDecimal seconds = node.decimalValue();
        return seconds.signum() < 0 || seconds.compareTo(MAX_SECONDS) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(seconds.movePointRight(3).longValue()));
    }

    /**
     * Returns an absolute http or https URL with a host. Characters that no URL may contain, such as spaces and letters
     * that are not ASCII, are escaped in path and query as browsers do, because a paid video could not be downloaded
     * otherwise. The download decides whether the URL may be fetched.
     */
    public static Optional<URI> url(@Nullable String text) {
        try {
            String escaped = InvalidUrlCharacterEscaper.escape(text == null ? "" : text.strip());
            URI url = new URI(escaped);
            boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            return web && url.getHost() != null && HttpSyntax.isRequestTarget(escaped)
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException | NumberFormatException e) { // the JDK throws the latter for [::99999999999.1]
            return Optional.empty();
        }
    }
}
