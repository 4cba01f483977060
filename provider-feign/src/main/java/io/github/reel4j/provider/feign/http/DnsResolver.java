package io.github.reel4j.provider.feign.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Resolves host names within a deadline, which the JDK does not offer. Concurrent calls to one host share one lookup
 * and its thread. Thread-safe.
 */
public final class DnsResolver implements AutoCloseable {

    /** IPv4 literals need no lookup, and so no thread. */
    private static final Pattern IP_LITERAL =
            Pattern.compile("OCTET\\.OCTET\\.OCTET\\.OCTET".replace("OCTET", "(25[0-5]|2[0-4]\\d|1?\\d?\\d)"));

    /** A blocking DNS lookup. */
    public interface Dns {
        InetAddress[] lookup(String host) throws IOException;
    }

    private final Dns dns;
    private final Map<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Creates a resolver. */
    public DnsResolver(Dns dns) {
        this.dns = dns;
    }

    /**
     * Returns all addresses of the call's host.
     *
     * @throws UnknownHostException if there is none, or the lookup did not end before the call's deadline
     */
    public InetAddress[] resolve(CallState call) throws IOException, InterruptedException {
        return resolve(call.host(), call);
    }

    /**
     * Returns all addresses of a host within the deadline of a call.
     *
     * @throws UnknownHostException if there is none, or the lookup did not end before the call's deadline
     */
    InetAddress[] resolve(String host, CallState call) throws IOException, InterruptedException {
        if (IP_LITERAL.matcher(host).matches()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return dns.lookup(host);
        }
        try {
            CompletableFuture<InetAddress[]> lookup = running.computeIfAbsent(host, this::startLookup);
            if (closed) {
                close();
            }
            return lookup.get(Math.max(1, call.remainingNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException(host);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IOException("the name could not be resolved", e.getCause());
        }
    }

    /** Ends all waits for lookups. The daemon threads of running lookups end when the operating system returns. */
    @Override
    public void close() {
        closed = true;
        running.values().forEach(lookup -> lookup.completeExceptionally(new IOException("closed")));
    }

    private CompletableFuture<InetAddress[]> startLookup(String host) {
        return BackgroundCall.start(() -> {
            try {
                return dns.lookup(host);
            } finally {
                running.remove(host);
            }
        });
    }
}
