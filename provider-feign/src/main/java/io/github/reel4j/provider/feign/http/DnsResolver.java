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
 * Resolves names within a deadline, which the JDK does not offer. A hundred calls that begin at once share one lookup, and with it the
 * one thread that waits for it. Thread-safe.
 */
public final class DnsResolver implements AutoCloseable {

    /** Four numbers are looked up nowhere, so nobody need wait for it on a thread. */
    private static final Pattern IP_LITERAL =
            Pattern.compile("OCTET\\.OCTET\\.OCTET\\.OCTET".replace("OCTET", "(25[0-5]|2[0-4]\\d|1?\\d?\\d)"));

    /** Asks the system, and blocks for as long as that takes. */
    public interface Dns {
        InetAddress[] lookup(String host) throws IOException;
    }

    private final Dns dns;
    private final Map<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public DnsResolver(Dns dns) {
        this.dns = dns;
    }

    /**
     * All addresses of the exchange's host.
     *
     * @throws UnknownHostException if there is none, or none was found before the exchange's deadline
     */
    public InetAddress[] resolve(Call call) throws IOException, InterruptedException {
        String host = call.host();
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

    /** Ends all waits for lookups. The lookups themselves cannot be ended: their daemon threads end when the system answers. */
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
