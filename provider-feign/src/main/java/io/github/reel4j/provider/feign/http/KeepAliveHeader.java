package io.github.reel4j.provider.feign.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header {@code Keep-Alive: timeout=N}: for how many seconds the server keeps an idle connection. */
final class KeepAliveHeader {

    /** The server's time started earlier and the next request takes time to arrive, so the client stops earlier. */
    static final Duration MARGIN = Duration.ofSeconds(1);

    private static final Pattern TIMEOUT =
            Pattern.compile("(?:^|[,;\\s])timeout\\s*=\\s*\"?([0-9]{1,9})", Pattern.CASE_INSENSITIVE);

    private KeepAliveHeader() {}

    /**
     * Returns how long a connection may be idle after a response: the smaller of {@code max} and the server's time less
     * {@link #MARGIN}. Zero means that it must not be reused.
     *
     * @param headers a map with case-insensitive names
     */
    static Duration idleTime(Map<String, List<String>> headers, Duration max) {
        List<String> values = headers.get("Keep-Alive");
        if (values == null) {
            return max;
        }
        return values.stream()
                .map(KeepAliveHeader::timeout)
                .flatMap(Optional::stream)
                .map(timeout -> timeout.minus(MARGIN))
                .map(timeout -> timeout.isNegative() ? Duration.ZERO : timeout)
                .filter(timeout -> timeout.compareTo(max) < 0)
                .min(Duration::compareTo)
                .orElse(max);
    }

    private static Optional<Duration> timeout(String value) {
        Matcher matcher = TIMEOUT.matcher(value);
        return matcher.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }
}
