package io.github.reel4j.provider.feign;

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
final class Names implements AutoCloseable {

    /** Four numbers are looked up nowhere, so nobody need wait for it on a thread. */
    private static final Pattern LITERAL =
            Pattern.compile("OCTET\\.OCTET\\.OCTET\\.OCTET".replace("OCTET", "(25[0-5]|2[0-4]\\d|1?\\d?\\d)"));

    /** Asks the system, and blocks for as long as that takes. */
    interface Lookup {
        InetAddress[] all(String host) throws IOException;
    }

    private final Lookup lookup;
    private final Map<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Names(Lookup lookup) {
        this.lookup = lookup;
    }

    /**
     * All addresses of the exchange's host.
     *
     * @throws UnknownHostException if there is none, or none was found before the exchange's deadline
     */
    InetAddress[] resolve(Exchange exchange) throws IOException, InterruptedException {
        String host = exchange.host();
        if (LITERAL.matcher(host).matches()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return lookup.all(host);
        }
        try {
            CompletableFuture<InetAddress[]> lookup = running.computeIfAbsent(host, this::begin);
            if (closed) {
                close();
            }
            return lookup.get(Math.max(1, exchange.left()), TimeUnit.NANOSECONDS);
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

    private CompletableFuture<InetAddress[]> begin(String host) {
        return Detached.begin(() -> {
            try {
                return lookup.all(host);
            } finally {
                running.remove(host);
            }
        });
    }
}
