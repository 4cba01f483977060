package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.TransportException;
import io.github.reel4j.provider.feign.TransportException.Stage;
import io.github.reel4j.spi.DurationParser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns what a connection throws into a stage and a sentence. Anything not proved unsent counts as sent. */
public final class TransportFailures {

    /** Causes may lead in a circle. */
    private static final int MAX_CAUSE_DEPTH = 20;

    private TransportFailures() {}

    static TransportException deadlinePassed(Call call) {
        String within = " in " + seconds(call.deadline());
        if (call.cancelIfUnsent()) {
            return TransportException.notSent("no connection to " + call.host() + within, null);
        }
        String what = call.hasResponseStarted() ? "no complete answer from " : "no answer from ";
        return failure(Stage.MAYBE_SENT, what + call.host() + within, call, false, null);
    }

    static TransportException interrupted(Call call) {
        boolean unsent = call.cancelIfUnsent();
        return failure(
                unsent ? Stage.NOT_SENT : Stage.MAYBE_SENT,
                "the call to " + call.host() + " was interrupted "
                        + (unsent ? "before the request was sent" : "after the request was sent"),
                call,
                true,
                null);
    }

    /** Judges what went wrong by what the exchange knows first, and by what was thrown last. */
    public static TransportException of(Call call, Throwable thrown) {
        if (call.isInterrupted()) {
            return interrupted(call);
        }
        if (call.isClosed()) {
            return closed(call);
        }
        return call.remainingNanos() <= 0 ? deadlinePassed(call) : connectionFailed(call, thrown);
    }

    private static TransportException closed(Call call) {
        boolean unsent = call.cancelIfUnsent();
        return failure(
                unsent ? Stage.NOT_SENT : Stage.MAYBE_SENT,
                "the client was closed " + (unsent ? "before the request to " : "before the reply of ") + call.host()
                        + (unsent ? " was sent" : " was complete"),
                call,
                false,
                null);
    }

    private static TransportException connectionFailed(Call call, Throwable thrown) {
        String host = call.host();
        if (call.cancelIfUnsent()) {
            return TransportException.notSent(notSentMessage(host, thrown), redactedCause(thrown));
        }
        Optional<MalformedResponseException> unusable = find(thrown, MalformedResponseException.class);
        if (unusable.isPresent()) {
            return failure(
                    Stage.RESPONSE_UNUSABLE,
                    "the reply of " + host + " " + unusable.get().predicate(),
                    call,
                    false,
                    null);
        }
        if (call.hasResponseStarted()) {
            String sentence = "the reply of " + host + " was cut off after " + call.received().length + " bytes";
            return failure(Stage.RESPONSE_UNUSABLE, sentence, call, false, redactedCause(thrown));
        }
        String sentence = "the connection to " + host + " broke after the request was sent";
        return failure(Stage.MAYBE_SENT, sentence, call, false, redactedCause(thrown));
    }

    private static String notSentMessage(String host, Throwable thrown) {
        Optional<MalformedResponseException> unusable = find(thrown, MalformedResponseException.class);
        if (unusable.isPresent()) {
            return "a reply of " + host + " " + unusable.get().predicate();
        }
        if (find(thrown, UnknownHostException.class).isPresent()) {
            return "the name " + host + " could not be resolved";
        }
        if (find(thrown, SocketTimeoutException.class).isPresent()) {
            return "no connection to " + host + " in " + seconds(ConnectionPool.CONNECT_TIMEOUT);
        }
        if (find(thrown, CertificateException.class).isPresent()) {
            return "the TLS certificate of " + host + " is not trusted";
        }
        if (find(thrown, SSLException.class).isPresent()) {
            return "no TLS connection to " + host + " could be agreed on";
        }
        boolean refused = find(thrown, ConnectException.class).isPresent()
                && !String.valueOf(thrown.getMessage()).contains("unreachable");
        return "the connection to " + host + (refused ? " was refused" : " could not be made");
    }

    private static TransportException failure(
            Stage stage, String sentence, Call call, boolean interrupted, @Nullable Throwable cause) {
        return new TransportException(stage, sentence, call.received(), interrupted, cause);
    }

    /** Protocol errors, which are not the JDK's own, quote the reply, and a reply may echo the key. */
    private static @Nullable Throwable redactedCause(Throwable thrown) {
        return thrown instanceof IOException && thrown.getClass().getName().startsWith("java") ? thrown : null;
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSE_DEPTH)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    public static String seconds(Duration duration) {
        return DurationParser.describe(duration);
    }
}
