package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.TransportException.Stage;
import io.github.reel4j.spi.TimeSpan;
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
final class TransportFailures {

    /** Causes may lead in a circle. */
    private static final int DEEPEST = 20;

    private TransportFailures() {}

    static TransportException deadlinePassed(Exchange exchange) {
        String within = " in " + seconds(exchange.deadline());
        if (exchange.revoke()) {
            return TransportException.notSent("no connection to " + exchange.host() + within, null);
        }
        String what = exchange.replyBegan() ? "no complete answer from " : "no answer from ";
        return failure(Stage.MAYBE_SENT, what + exchange.host() + within, exchange, false, null);
    }

    static TransportException interrupted(Exchange exchange) {
        boolean unsent = exchange.revoke();
        return failure(
                unsent ? Stage.NOT_SENT : Stage.MAYBE_SENT,
                "the call to " + exchange.host() + " was interrupted "
                        + (unsent ? "before the request was sent" : "after the request was sent"),
                exchange,
                true,
                null);
    }

    /** Judges what went wrong by what the exchange knows first, and by what was thrown last. */
    static TransportException of(Exchange exchange, Throwable thrown) {
        if (exchange.isInterrupted()) {
            return interrupted(exchange);
        }
        if (exchange.isClosed()) {
            return closed(exchange);
        }
        return exchange.left() <= 0 ? deadlinePassed(exchange) : broken(exchange, thrown);
    }

    private static TransportException closed(Exchange exchange) {
        boolean unsent = exchange.revoke();
        return failure(
                unsent ? Stage.NOT_SENT : Stage.MAYBE_SENT,
                "the client was closed " + (unsent ? "before the request to " : "before the reply of ")
                        + exchange.host() + (unsent ? " was sent" : " was complete"),
                exchange,
                false,
                null);
    }

    private static TransportException broken(Exchange exchange, Throwable thrown) {
        String host = exchange.host();
        if (exchange.revoke()) {
            return TransportException.notSent(unsent(host, thrown), publishable(thrown));
        }
        Optional<UnusableReply> unusable = find(thrown, UnusableReply.class);
        if (unusable.isPresent()) {
            return failure(
                    Stage.REPLY_UNUSABLE,
                    "the reply of " + host + " " + unusable.get().predicate(),
                    exchange,
                    false,
                    null);
        }
        if (exchange.replyBegan()) {
            String sentence = "the reply of " + host + " was cut off after " + exchange.received().length + " bytes";
            return failure(Stage.REPLY_UNUSABLE, sentence, exchange, false, publishable(thrown));
        }
        String sentence = "the connection to " + host + " broke after the request was sent";
        return failure(Stage.MAYBE_SENT, sentence, exchange, false, publishable(thrown));
    }

    private static String unsent(String host, Throwable thrown) {
        Optional<UnusableReply> unusable = find(thrown, UnusableReply.class);
        if (unusable.isPresent()) {
            return "a reply of " + host + " " + unusable.get().predicate();
        }
        if (find(thrown, UnknownHostException.class).isPresent()) {
            return "the name " + host + " could not be resolved";
        }
        if (find(thrown, SocketTimeoutException.class).isPresent()) {
            return "no connection to " + host + " in " + seconds(Lines.MAX_CONNECT);
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
            Stage stage, String sentence, Exchange exchange, boolean interrupted, @Nullable Throwable cause) {
        return new TransportException(stage, sentence, exchange.received(), interrupted, cause);
    }

    /** Protocol errors, which are not the JDK's own, quote the reply, and a reply may echo the key. */
    private static @Nullable Throwable publishable(Throwable thrown) {
        return thrown instanceof IOException && thrown.getClass().getName().startsWith("java") ? thrown : null;
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    static String seconds(Duration duration) {
        return TimeSpan.describe(duration);
    }
}
