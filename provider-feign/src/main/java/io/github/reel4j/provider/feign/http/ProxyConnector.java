package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.http.ProxyException.ProxyFailureReason;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;

/**
 * Connects through proxies: resolves the proxy's name, connects to it, and opens a tunnel to the endpoint. Plain http
 * goes through a tunnel as well, so that no proxy can read a request over TLS, and none sees a vendor's key.
 * Thread-safe.
 */
final class ProxyConnector {

    /** Opens a TCP connection to one of several addresses. */
    interface TcpConnector {
        void connect(PooledConnection connection, InetAddress[] addresses, int port, CallState call, Duration timeout)
                throws IOException;
    }

    private final TcpConnector tcp;
    private final DnsResolver dnsResolver;
    private final Duration connectTimeout;
    /** What the JVM's authenticator returned and a proxy accepted, to spare the next connections a rejection. */
    private final Map<ProxyServer, ProxyCredentials> accepted = new ConcurrentHashMap<>();

    ProxyConnector(TcpConnector tcp, DnsResolver dnsResolver, Duration connectTimeout) {
        this.tcp = tcp;
        this.dnsResolver = dnsResolver;
        this.connectTimeout = connectTimeout;
    }

    /**
     * Connects, so that what is sent over the connection arrives at the endpoint.
     *
     * @param targets what the proxy is to connect to, tried in this order: names or IP literals without brackets
     * @throws ProxyException if no tunnel could be established; nothing was sent to the endpoint
     */
    void connect(PooledConnection connection, ProxyServer proxy, List<String> targets, CallState call)
            throws IOException, InterruptedException {
        CallDeadline deadline = CallDeadline.after(connectTimeout);
        List<InetAddress> addresses = List.of(resolve(proxy, call));
        for (Iterator<String> next = targets.iterator(); ; ) {
            try {
                openTunnel(new Attempt(connection, proxy, addresses, next.next(), call, deadline));
                return;
            } catch (ProxyException e) {
                if (e.reason() != ProxyFailureReason.TARGET_UNREACHABLE
                        || !next.hasNext()
                        || connection.isClosed()
                        || deadline.hasPassed()) {
                    throw e;
                }
            }
        }
    }

    /** One target of one connection. */
    private record Attempt(
            PooledConnection connection,
            ProxyServer proxy,
            List<InetAddress> addresses,
            String target,
            CallState call,
            CallDeadline deadline) {}

    private InetAddress[] resolve(ProxyServer proxy, CallState call) throws IOException, InterruptedException {
        try {
            return dnsResolver.resolve(proxy.host(), call);
        } catch (UnknownHostException e) {
            throw new ProxyException(
                    ProxyFailureReason.PROXY_UNREACHABLE,
                    "the name of the proxy " + proxy + " could not be resolved; check reel4j.proxy",
                    e);
        }
    }

    /**
     * Returns the addresses as literals, IPv4 first, because fewer proxies have IPv6. Loopback addresses are left out:
     * they would be those of the proxy's machine.
     */
    static List<String> literalsOf(InetAddress... addresses) {
        return Arrays.stream(addresses)
                .filter(address -> !address.isLoopbackAddress())
                .sorted(Comparator.comparing(Inet6Address.class::isInstance))
                .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                .toList();
    }

    private void openTunnel(Attempt attempt) throws IOException {
        ProxyServer proxy = attempt.proxy();
        Optional<ProxyCredentials> credentials = proxy.credentials().or(() -> Optional.ofNullable(accepted.get(proxy)));
        try {
            openTunnel(attempt, credentials);
        } catch (ProxyException e) {
            if (e.reason() != ProxyFailureReason.AUTHENTICATION
                    || proxy.protocol() != ProxyServer.Protocol.HTTP
                    || proxy.credentials().isPresent()
                    || DisabledTunnelSchemes.isBasicDisabled()
                    || attempt.connection().isClosed()) {
                throw e;
            }
            accepted.remove(proxy);
            ProxyCredentials found =
                    ProxyCredentials.ofAuthenticator(proxy, "http", "Basic").orElseThrow(() -> e);
            openTunnel(attempt, Optional.of(found));
            accepted.put(proxy, found);
        }
    }

    private void openTunnel(Attempt attempt, Optional<ProxyCredentials> credentials) throws IOException {
        connectToProxy(attempt);
        Socket socket = attempt.connection().rawSocket();
        int port = attempt.connection().endpoint().port();
        ProxyHandshakeChannel channel =
                new ProxyHandshakeChannel(socket, attempt.proxy(), attempt.deadline(), connectTimeout);
        boolean established = false;
        try {
            if (attempt.proxy().protocol() == ProxyServer.Protocol.HTTP) {
                HttpConnect.open(channel, attempt.target(), port, credentials);
            } else {
                Socks5.open(channel, attempt.target(), port);
            }
            established = true;
        } finally {
            if (!established) {
                socket.close();
            }
        }
    }

    private void connectToProxy(Attempt attempt) throws ProxyException {
        try {
            tcp.connect(
                    attempt.connection(),
                    attempt.addresses().toArray(InetAddress[]::new),
                    attempt.proxy().port(),
                    attempt.call(),
                    attempt.deadline().remaining());
        } catch (IOException e) {
            String problem = e instanceof SocketTimeoutException
                    ? " accepted no connection in " + TransportFailures.format(connectTimeout)
                    : e instanceof ConnectException ? " refused the connection" : " could not be reached";
            throw new ProxyException(
                    ProxyFailureReason.PROXY_UNREACHABLE,
                    "the proxy " + attempt.proxy() + problem + "; check reel4j.proxy and whether the proxy runs",
                    e);
        }
    }

    /**
     * Runs the TLS handshake through the tunnel.
     *
     * @throws ProxyException if the tunnel broke; another exception if TLS itself failed
     */
    static void startTls(PooledConnection connection, ProxyServer proxy, TlsConnector tls) throws IOException {
        try {
            connection.startTls(tls);
        } catch (MalformedResponseException e) {
            throw e;
        } catch (IOException e) {
            boolean broken = !(e instanceof SSLException)
                    || TransportFailures.find(e, EOFException.class).isPresent()
                    || TransportFailures.find(e, SocketException.class).isPresent();
            throw broken
                    ? new ProxyException(
                            ProxyFailureReason.OTHER,
                            "the tunnel through the proxy " + proxy + " broke before the request to "
                                    + connection.endpoint().host() + " was sent; check the proxy's log",
                            e)
                    : e;
        }
    }
}
