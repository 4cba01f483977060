package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.http.HostNameVerifier.HostNameException;
import java.io.EOFException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Describes failures of TLS as sentences without a full stop: what is wrong, and what to set. */
final class TlsFailureFormatter {

    private static final String TRUST_ADVICE = "; to trust a private certificate authority, use"
            + " VideoClientBuilder.sslContext(...), reel --ca-file PEM or REEL4J_CA_FILE";
    private static final String CLIENT_ADVICE = "; set one with VideoClientBuilder.sslContext(...), or for reel with"
            + " JAVA_TOOL_OPTIONS='-Djavax.net.ssl.keyStore=FILE -Djavax.net.ssl.keyStorePassword=PASSWORD'";

    private static final String MAY_DEMAND = " may demand a client certificate" + CLIENT_ADVICE;

    /** The alerts by which a server rejects the certificate of a client, or the lack of one (RFC 8446, section 6.2). */
    private static final Set<String> CLIENT_CERTIFICATE_ALERTS = Set.of(
            "bad_certificate",
            "unsupported_certificate",
            "certificate_revoked",
            "certificate_expired",
            "certificate_unknown",
            "unknown_ca",
            "access_denied",
            "certificate_required");

    private static final Pattern ALERT = Pattern.compile("Received fatal alert: ([a-z_0-9]+)");

    private TlsFailureFormatter() {}

    /** Returns why no TLS connection was established; empty if {@code thrown} is not a failure of TLS. */
    static Optional<String> beforeSending(String host, Throwable thrown) {
        Optional<CertificateException> certificate = TransportFailures.find(thrown, CertificateException.class);
        if (certificate.isPresent()) {
            return Optional.of("the TLS certificate of " + host + certificateViolation(thrown));
        }
        Optional<SSLException> tls = TransportFailures.find(thrown, SSLException.class);
        if (tls.isEmpty()) {
            return Optional.empty();
        }
        String sentence = "no TLS connection to " + host + " could be established";
        Optional<String> alert = alert(thrown);
        if (alert.isEmpty()) {
            return Optional.of(
                    isBroken(thrown)
                            ? sentence + ": the connection broke during the handshake, and " + host + MAY_DEMAND
                            : sentence
                                    + TransportFailures.find(tls.get(), RuntimeException.class)
                                            .map(TlsFailureFormatter::contextFailed)
                                            .orElse(""));
        }
        return Optional.of(clientCertificateRejected(host, alert.get(), "")
                .orElse(sentence + ": " + host + " sent the TLS alert " + alert.get()
                        + ("handshake_failure".equals(alert.get()) ? " and" + MAY_DEMAND : "")));
    }

    /** Does not show the message, which may contain a password. */
    private static String contextFailed(RuntimeException thrown) {
        return ": the TLS context threw " + thrown.getClass().getName()
                + "; check the SSLContext of VideoClientBuilder.sslContext(...), or the TLS settings of the JVM";
    }

    /** Returns what a server said by TLS after the request was sent; empty if it did not reject a certificate. */
    static Optional<String> afterSending(String host, Throwable thrown) {
        return alert(thrown)
                .flatMap(alert -> clientCertificateRejected(host, alert, ", and said so after the request was sent"));
    }

    private static Optional<String> clientCertificateRejected(String host, String alert, String when) {
        return CLIENT_CERTIFICATE_ALERTS.contains(alert)
                ? Optional.of(host + " demands a TLS client certificate that it accepts" + when + " (TLS alert " + alert
                        + ")" + CLIENT_ADVICE)
                : Optional.empty();
    }

    private static String certificateViolation(Throwable thrown) {
        if (TransportFailures.find(thrown, CertificateExpiredException.class).isPresent()) {
            return " has expired; check the clock of this machine, or report it to the operator of the host";
        }
        if (TransportFailures.find(thrown, CertificateNotYetValidException.class)
                .isPresent()) {
            return " is not valid yet; check the clock of this machine, or report it to the operator of the host";
        }
        return isForAnotherHost(thrown)
                ? " is for another host; check the host in the URL"
                : " is not trusted"
                        + (TransportFailures.find(thrown, CertPathBuilderException.class)
                                        .isPresent()
                                ? ": it is self-signed, or its certificate authority is unknown to this program"
                                : "")
                        + TRUST_ADVICE;
    }

    private static boolean isBroken(Throwable thrown) {
        return TransportFailures.find(thrown, SocketException.class).isPresent()
                || TransportFailures.find(thrown, EOFException.class).isPresent();
    }

    /** The JDK has no type for this failure, only these messages. */
    private static boolean isForAnotherHost(Throwable thrown) {
        return TransportFailures.find(thrown, HostNameException.class).isPresent()
                || TransportFailures.find(thrown, CertificateException.class)
                        .map(each -> String.valueOf(each.getMessage()))
                        .filter(text ->
                                text.startsWith("No subject alternative ") || text.startsWith("No name matching "))
                        .isPresent();
    }

    private static Optional<String> alert(Throwable thrown) {
        return TransportFailures.find(thrown, SSLException.class)
                .map(each -> ALERT.matcher(String.valueOf(each.getMessage())))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1));
    }
}
