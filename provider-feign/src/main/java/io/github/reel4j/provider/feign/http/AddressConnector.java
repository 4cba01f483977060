package io.github.reel4j.provider.feign.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.io.Closer;

/**
 * Connects to the first of several addresses that accepts a connection, as RFC 8305 (Happy Eyeballs) describes.
 *
 * <p>Each attempt has a head start of 250 ms before the next address is tried as well. A failed attempt starts the next
 * one immediately. All attempts share one timeout. The first that connects wins, and all others are closed.
 *
 * <p>The thread of the caller tries the addresses until one is connected. {@link #startDueAttempt} adds a daemon
 * thread, but only if an attempt takes longer than its head start. Used once; any thread may {@link #close} it.
 */
final class AddressConnector implements Closeable {

    /** The "Connection Attempt Delay" that RFC 8305, section 5, recommends. */
    static final Duration HEAD_START = Duration.ofMillis(250);

    private final List<InetSocketAddress> addresses;
    private final Duration timeout;
    private final CallDeadline deadline;
    private final long headStartNanos;
    private final AtomicInteger started = new AtomicInteger();
    private final NavigableMap<Integer, Exception> failures = new TreeMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Socket> result = new CompletableFuture<>();
    private volatile long lastStart = System.nanoTime();

    /**
     * Creates a connector that has not started.
     *
     * @param addresses in the order of the resolver, at least 1
     * @param timeout for all attempts together
     */
    AddressConnector(List<InetSocketAddress> addresses, Duration timeout) {
        this(addresses, timeout, HEAD_START);
    }

    AddressConnector(List<InetSocketAddress> addresses, Duration timeout, Duration headStart) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("there must be an address to connect to");
        }
        this.addresses = interleaveFamilies(addresses);
        this.timeout = timeout;
        this.deadline = CallDeadline.after(timeout);
        this.headStartNanos = headStart.toNanos();
    }

    /** Returns the addresses with IPv6 and IPv4 in turn, starting with the family of the first address. */
    static List<InetSocketAddress> interleaveFamilies(List<InetSocketAddress> addresses) {
        Class<?> firstFamily = addresses.get(0).getAddress().getClass();
        List<InetSocketAddress> preferred = new ArrayList<>(addresses);
        preferred.removeIf(address -> address.getAddress().getClass() != firstFamily);
        List<InetSocketAddress> others = new ArrayList<>(addresses);
        others.removeIf(address -> address.getAddress().getClass() == firstFamily);
        for (int i = 0; i < others.size(); i++) {
            preferred.add(Math.min(2 * i + 1, preferred.size()), others.get(i));
        }
        return preferred;
    }

    /**
     * Connects. Blocks until an address is connected, all have failed, the time is up, the thread is interrupted or the
     * connector is closed.
     *
     * @throws ConnectTimeoutException if the first address did not respond in time
     * @throws IOException the failure of the first address, with those of the others as suppressed exceptions
     */
    Socket connect() throws IOException {
        tryAddresses();
        try {
            return result.get();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while connecting");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    /**
     * Tries the next address on a daemon thread, if there is one and the head start of the last attempt is over. Never
     * blocks.
     *
     * @return the nanoseconds until it should be called again
     */
    long startDueAttempt() {
        if (result.isDone() || started.get() >= addresses.size()) {
            return Long.MAX_VALUE;
        }
        long wait = lastStart + headStartNanos - System.nanoTime();
        if (wait > 0) {
            return wait;
        }
        lastStart = System.nanoTime();
        Thread thread = new Thread(this::tryAddresses, "reel4j-connect");
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            // The system has no thread left. The attempts under way go on, and the next call tries again.
        }
        return headStartNanos;
    }

    /** Ends all attempts and closes the connection, even if it was already made. Never blocks. */
    @Override
    public void close() {
        result.completeExceptionally(new SocketException("closed while connecting"));
        sockets.forEach(Closer::closeQuietly);
    }

    /** Tries the addresses that no other thread has tried, one after the other, until there is a result. */
    private void tryAddresses() {
        for (int i = started.getAndIncrement(); i < addresses.size(); i = started.getAndIncrement()) {
            lastStart = System.nanoTime();
            try {
                tryAddress(addresses.get(i));
            } catch (IOException | RuntimeException e) {
                addFailure(i, e);
            }
            if (result.isDone()) {
                return;
            }
        }
    }

    private void tryAddress(InetSocketAddress address) throws IOException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        boolean isFirst = false;
        try {
            // This also opens the socket. If it were opened by connect(), a close() meanwhile might miss it.
            socket.setTcpNoDelay(true);
            sockets.add(socket);
            // Tested after the socket was added: a thread that completes the result later closes this socket.
            if (!result.isDone()) {
                long millis = Math.min(deadline.remaining().toMillis(), Integer.MAX_VALUE - 1);
                socket.connect(address, (int) millis + 1);
                isFirst = result.complete(socket);
            }
        } finally {
            if (!isFirst) {
                Closer.closeQuietly(socket);
            }
        }
        if (isFirst) {
            sockets.stream().filter(other -> other != socket).forEach(Closer::closeQuietly);
        }
    }

    /** Ends the wait when all addresses have failed. */
    private synchronized void addFailure(int index, Exception failure) {
        failures.put(index, failure);
        if (failures.size() == addresses.size()) {
            Exception first = failures.firstEntry().getValue();
            failures.tailMap(0, false).values().forEach(first::addSuppressed);
            result.completeExceptionally(
                    first instanceof SocketTimeoutException ? new ConnectTimeoutException(timeout, first) : first);
        }
    }
}
