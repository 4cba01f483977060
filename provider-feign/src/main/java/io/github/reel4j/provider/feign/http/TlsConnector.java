package io.github.reel4j.provider.feign.http;

import io.github.reel4j.spi.InvalidSettingException;
import io.vavr.Lazy;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Opens TLS connections over connected sockets. The certificate must be valid now and must be for the host, also if a
 * custom TLS context accepts others. Thread-safe.
 */
public final class TlsConnector {

    /** The minimum wait for the result of client authentication; see {@link #awaitClientAuthentication}. */
    static final Duration CLIENT_AUTHENTICATION_WAIT = Duration.ofSeconds(1);

    private static final long MAX_CLIENT_AUTHENTICATION_WAIT = TimeUnit.SECONDS.toNanos(5);

    private final Supplier<SSLSocketFactory> factory;
    private final boolean custom;
    private final Duration clientAuthenticationWait;

    private TlsConnector(Supplier<SSLSocketFactory> factory, boolean custom, Duration clientAuthenticationWait) {
        this.factory = factory;
        this.custom = custom;
        this.clientAuthenticationWait = clientAuthenticationWait;
    }

    /** Returns a connector with the JVM's default TLS context, which is created at the first connection. */
    static TlsConnector ofJvm() {
        // The program may have replaced the default context by one whose trust manager ignores host names.
        return new TlsConnector(
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), true, CLIENT_AUTHENTICATION_WAIT);
    }

    /**
     * Returns a connector with a custom TLS context.
     *
     * @throws InvalidSettingException if the context is not initialized
     */
    static TlsConnector of(SSLContext context) {
        return of(context, CLIENT_AUTHENTICATION_WAIT);
    }

    static TlsConnector of(SSLContext context, Duration clientAuthenticationWait) {
        try {
            SSLSocketFactory factory = context.getSocketFactory();
            return new TlsConnector(() -> factory, true, clientAuthenticationWait);
        } catch (IllegalStateException e) {
            throw new InvalidSettingException("the TLS context of the client is not initialized."
                    + " Call SSLContext.init before VideoClient.builder().sslContext(...).");
        }
    }

    /** Returns a connector that trusts certificates in addition to those that the JVM trusts. */
    static TlsConnector trusting(List<X509Certificate> additional) {
        return new TlsConnector(
                Lazy.of(() -> SslContexts.trusting(additional).getSocketFactory()), false, CLIENT_AUTHENTICATION_WAIT);
    }

    /**
     * Runs the handshake over a connected socket. No application data is sent.
     *
     * @param host the host of the URL, which the certificate must name; also sent as SNI if it is a name
     */
    SSLSocket connect(Socket raw, String host, int port) throws IOException {
        long start = System.nanoTime();
        try {
            SSLSocket tls = (SSLSocket) factory.get().createSocket(raw, host, port, true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            verify(tls.getSession(), host);
            awaitClientAuthentication(tls, raw, System.nanoTime() - start);
            return tls;
        } catch (SSLException | MalformedResponseException e) {
            throw e;
        } catch (IOException e) {
            throw new SSLException("the connection broke during the TLS handshake", e);
        } catch (RuntimeException e) { // foreign code in a custom TLS context, or unusable settings of the JVM
            throw new SSLException("the TLS context threw " + e.getClass().getName(), e);
        }
    }

    /**
     * Verifies what the JDK leaves to the TLS context: a custom trust manager may ignore the host name, and a
     * certificate that is itself trusted may have expired.
     */
    private void verify(SSLSession session, String host) throws SSLException {
        Certificate[] chain = session.getPeerCertificates();
        if (!(chain[0] instanceof X509Certificate certificate)) {
            throw new SSLException("the server has no X.509 certificate");
        }
        try {
            certificate.checkValidity();
            if (custom) {
                HostNameVerifier.verify(certificate, host);
            }
        } catch (CertificateException e) {
            throw new SSLException("the certificate is invalid", e);
        }
    }

    /**
     * Waits for the result of client authentication, if the server requested a client certificate. In TLS 1.3 the
     * client finishes its handshake first, so the server rejects a client only when the request may be on its way.
     * Before the request is sent, the rejection proves that the server got nothing of it.
     *
     * <p>Any message of the server ends the wait, usually a session ticket. Without one the request is sent after the
     * wait, which changes no guarantee: a later rejection is then reported as maybe sent.
     */
    private void awaitClientAuthentication(SSLSocket tls, Socket raw, long handshakeNanos) throws IOException {
        if (!isClientAuthenticationPending(tls.getSession())) {
            return;
        }
        long wait = Math.max(
                clientAuthenticationWait.toNanos(), Math.min(4 * handshakeNanos, MAX_CLIENT_AUTHENTICATION_WAIT));
        long end = System.nanoTime() + wait;
        while (raw.getInputStream().available() == 0
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new SSLException("interrupted before the request was sent");
        }
        try {
            tls.setSoTimeout(1);
            // Processes a ticket without a result, and throws if the server sent an alert.
            if (tls.getInputStream().read() < 0) {
                throw new SSLException("the connection ended after the TLS handshake", new EOFException());
            }
            throw new MalformedResponseException("came before the request was sent");
        } catch (SocketTimeoutException e) {
            tls.setSoTimeout(0);
        }
    }

    /**
     * Returns whether the server requested a client certificate in TLS 1.3. Only such a request tells the client the
     * signature algorithms of the server.
     */
    private static boolean isClientAuthenticationPending(SSLSession session) {
        return "TLSv1.3".equals(session.getProtocol())
                && session instanceof ExtendedSSLSession extended
                && extended.getPeerSupportedSignatureAlgorithms().length > 0;
    }
}
