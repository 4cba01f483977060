package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.http.TransportException.Stage;
import io.github.reel4j.spi.DurationParser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps the exceptions of a connection to a {@link TransportException}. A request counts as sent unless it is proved
 * unsent.
 */
public final class TransportFailures {

    /** Guards against cycles of causes. */
    private static final int MAX_CAUSE_DEPTH = 20;

    private TransportFailures() {}

    static TransportException deadlinePassed(CallState call) {
        return deadlinePassed(call, Optional.empty());
    }

    private static TransportException deadlinePassed(CallState call, Optional<ProxyException> proxy) {
        String within = " in " + format(call.timeout());
        if (call.cancelIfUnsent()) {
            return TransportException.notSent(
                    "no connection to " + call.host() + within
                            + proxy.map(failure -> ": " + failure.getMessage()).orElse(""),
                    null);
        }
        String prefix = call.hasResponseStarted() ? "no complete response from " : "no response from ";
        return failure(Stage.MAYBE_SENT, prefix + call.host() + within, call, false, null);
    }

    static TransportException interrupted(CallState call) {
        boolean unsent = call.cancelIfUnsent();
        return failure(
                unsent ? Stage.NOT_SENT : Stage.MAYBE_SENT,
                "the call to " + call.host() + " was interrupted "
                        + (unsent ? "before the request was sent" : "after the request was sent"),
                call,
                true,
                null);
    }

    /**
     * Returns the failure of a call. An interrupt, a close or a passed deadline takes precedence over what was thrown.
     */
    public static TransportException of(CallState call, Throwable thrown) {
        if (call.isInterrupted()) {
            return interrupted(call);
        }
        if (call.isClosed()) {
            return closed(call);
        }
        if (thrown instanceof TransportException known && known.stage() == Stage.NOT_SENT && call.cancelIfUnsent()) {
            return known;
        }
        return call.remainingNanos() <= 0
                ? deadlinePassed(call, find(thrown, ProxyException.class))
                : connectionFailed(call, thrown);
    }

    private static TransportException closed(CallState call) {
        boolean unsent = call.cancelIfUnsent();
        return failure(
                unsent ? Stage.NOT_SENT : Stage.MAYBE_SENT,
                "the client was closed " + (unsent ? "before the request to " : "before the response from ")
                        + call.host() + (unsent ? " was sent" : " was complete"),
                call,
                false,
                null);
    }

    private static TransportException connectionFailed(CallState call, Throwable thrown) {
        String host = call.host();
        if (call.cancelIfUnsent()) {
            return TransportException.notSent(notSentMessage(host, thrown), redactedCause(thrown));
        }
        Optional<MalformedResponseException> malformed = find(thrown, MalformedResponseException.class);
        if (malformed.isPresent()) {
            return failure(
                    Stage.RESPONSE_UNUSABLE,
                    "the response from " + host + " " + malformed.get().predicate(),
                    call,
                    false,
                    null);
        }
        if (call.hasResponseStarted()) {
            String sentence = "the response from " + host + " was cut off after " + call.received().length + " bytes";
            return failure(Stage.RESPONSE_UNUSABLE, sentence, call, false, redactedCause(thrown));
        }
        String sentence = TlsFailureFormatter.afterSending(host, thrown)
                .orElse("the connection to " + host + " broke after the request was sent");
        return failure(Stage.MAYBE_SENT, sentence, call, false, redactedCause(thrown));
    }

    private static String notSentMessage(String host, Throwable thrown) {
        Optional<ProxyException> proxy = find(thrown, ProxyException.class);
        if (proxy.isPresent()) {
            return String.valueOf(proxy.get().getMessage());
        }
        Optional<MalformedResponseException> malformed = find(thrown, MalformedResponseException.class);
        if (malformed.isPresent()) {
            return "a response from " + host + " " + malformed.get().predicate();
        }
        if (find(thrown, UnknownHostException.class).isPresent()) {
            return "the name " + host + " could not be resolved";
        }
        if (find(thrown, SocketTimeoutException.class).isPresent()) {
            return "no connection to " + host + " in "
                    + find(thrown, ConnectTimeoutException.class)
                            .map(e -> format(e.timeout()))
                            .orElse("time");
        }
        Optional<String> tls = TlsFailureFormatter.beforeSending(host, thrown);
        if (tls.isPresent()) {
            return tls.get();
        }
        boolean refused = find(thrown, ConnectException.class).isPresent()
                && !String.valueOf(thrown.getMessage()).contains("unreachable");
        return "the connection to " + host + (refused ? " was refused" : " could not be made");
    }

    private static TransportException failure(
            Stage stage, String sentence, CallState call, boolean interrupted, @Nullable Throwable cause) {
        return new TransportException(stage, sentence, call.received(), interrupted, cause);
    }

    /** Drops causes that are not the JDK's own: protocol errors quote the response, which may echo the key. */
    private static @Nullable Throwable redactedCause(Throwable thrown) {
        return thrown instanceof IOException && thrown.getClass().getName().startsWith("java") ? thrown : null;
    }

    static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSE_DEPTH)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** Formats a duration for messages. */
    public static String format(Duration duration) {
        return DurationParser.describe(duration);
    }
}
