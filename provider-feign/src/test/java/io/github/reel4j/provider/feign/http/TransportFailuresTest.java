package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.provider.feign.http.TransportException.Stage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransportFailuresTest {

    private static CallState exchange() {
        return new CallState("acme.example", Duration.ofMinutes(1));
    }

    private static CallState sent() {
        CallState call = exchange();
        assertThat(call.startSending()).isTrue();
        return call;
    }

    static Stream<Arguments> before() {
        return Stream.of(
                Arguments.of(new UnknownHostException("x"), "the name acme.example could not be resolved"),
                Arguments.of(new SocketTimeoutException("x"), "no connection to acme.example in time"),
                Arguments.of(
                        new SSLHandshakeException("x").initCause(new CertificateException("x")),
                        "the TLS certificate of acme.example is not trusted; to trust a private certificate authority,"
                                + " use VideoClientBuilder.sslContext(...), reel --ca-file PEM or REEL4J_CA_FILE"),
                Arguments.of(new SSLHandshakeException("x"), "no TLS connection to acme.example could be established"),
                Arguments.of(
                        new SSLException("x", new IllegalStateException("canary")),
                        "no TLS connection to acme.example could be established: the TLS context threw"
                                + " java.lang.IllegalStateException; check the SSLContext of"
                                + " VideoClientBuilder.sslContext(...), or the TLS settings of the JVM"),
                Arguments.of(new ConnectException("Connection refused"), "the connection to acme.example was refused"),
                Arguments.of(
                        new ConnectException("Network is unreachable"),
                        "the connection to acme.example could not be made"),
                Arguments.of(new NoRouteToHostException("x"), "the connection to acme.example could not be made"));
    }

    @ParameterizedTest
    @MethodSource("before")
    void before_the_first_byte_the_cause_of_the_failure_is_named(Throwable thrown, String sentence) {
        assertThat(TransportFailures.of(exchange(), thrown))
                .hasMessage(sentence)
                .hasCause(thrown);
        assertThat(TransportFailures.of(exchange(), new IOException(thrown)))
                .hasMessage(sentence)
                .extracting(TransportException::stage)
                .isEqualTo(Stage.NOT_SENT);
    }

    @ParameterizedTest
    @MethodSource("before")
    void the_same_after_it_proves_nothing(Throwable thrown) {
        TransportException failure = TransportFailures.of(sent(), thrown);

        assertThat(failure.stage()).isEqualTo(Stage.MAYBE_SENT);
        assertThat(failure).hasMessage("the connection to acme.example broke after the request was sent");
    }

    /** Other exceptions may quote the response, which may contain the key. */
    @Test
    void only_connection_failures_are_kept_as_a_cause() {
        assertThat(TransportFailures.of(sent(), new SocketException("reset")))
                .hasCauseInstanceOf(SocketException.class);
        assertThat(TransportFailures.of(sent(), new IllegalStateException("canary")))
                .hasNoCause();
        assertThat(TransportFailures.of(exchange(), new IllegalStateException("canary")))
                .hasNoCause();
    }

    @Test
    void a_cycle_of_causes_ends() {
        IOException one = new IOException("one");
        one.initCause(new IOException("two", one));

        assertThat(TransportFailures.of(exchange(), one))
                .hasMessage("the connection to acme.example could not be made");
    }

    @Test
    void a_timeout_is_shown_in_whole_seconds_if_possible() {
        assertThat(TransportFailures.deadlinePassed(new CallState("h", Duration.ofSeconds(2))))
                .hasMessage("no connection to h in 2 s");
        assertThat(TransportFailures.deadlinePassed(new CallState("h", Duration.ofMillis(2500))))
                .hasMessage("no connection to h in 2.5 s");
    }

    @Test
    void a_passed_deadline_precedes_the_exception() {
        assertThat(TransportFailures.of(new CallState("h", Duration.ofMillis(-1)), new UnknownHostException("h")))
                .hasMessage("no connection to h in -1 ms");
    }
}
