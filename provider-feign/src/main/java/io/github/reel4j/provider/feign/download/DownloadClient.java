package io.github.reel4j.provider.feign.download;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.provider.feign.download.AddressGuard.ResolvedUrl;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.BackgroundCall;
import io.github.reel4j.provider.feign.http.CallDeadline;
import io.github.reel4j.provider.feign.http.CallState;
import io.github.reel4j.provider.feign.http.ConnectionOptions;
import io.github.reel4j.provider.feign.http.ConnectionPool;
import io.github.reel4j.provider.feign.http.HttpRequestSerializer;
import io.github.reel4j.provider.feign.http.MalformedResponseException;
import io.github.reel4j.provider.feign.http.PooledConnection;
import io.github.reel4j.provider.feign.http.RequestUrl;
import io.github.reel4j.provider.feign.http.ResponseReader.StreamingResponse;
import io.github.reel4j.provider.feign.http.TransportException;
import io.github.reel4j.provider.feign.http.TransportFailures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls URLs that a vendor's responses contain. It checks the addresses of each and connects only to these. A download
 * follows at most 3 redirects, each of which is checked, and sends no headers except for the requested range.
 */
final class DownloadClient implements AutoCloseable {

    private static final int MAX_HOPS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> EXPIRED_STATUSES = Set.of(403, 404, 410);
    private static final Set<Integer> RANGE_STATUSES = Set.of(206, 416);

    private final ConnectionPool connections;
    /** The check that each download is waiting for, by the deadline of the download. */
    private final Map<CallDeadline, CompletableFuture<ResolvedUrl>> checks = new ConcurrentHashMap<>();

    private final AddressGuard guard;
    private final DownloadLimits limits;
    private final DownloadDnsMode dns;

    DownloadClient(AddressGuard guard, DownloadLimits limits, DownloadDnsMode dns, ConnectionOptions options) {
        this.connections = new ConnectionPool(options);
        this.guard = guard;
        this.limits = limits;
        this.dns = dns;
    }

    /**
     * Sends the request and follows redirects. The caller must close the response.
     *
     * @param range the headers that request a part of the file; empty for the whole file
     * @return a response with status 200, or 206 or 416 if a part was requested; its body is not read yet
     */
    DownloadResponse open(String link, Map<String, Collection<String>> range, CallDeadline deadline)
            throws DownloadException, InterruptedException {
        String next = link;
        for (int hop = 0; hop <= MAX_HOPS; hop++) {
            ResolvedUrl resolved = check(next, deadline);
            DownloadResponse response = send(resolved, range, deadline);
            if (response.status() == 200 || (!range.isEmpty() && RANGE_STATUSES.contains(response.status()))) {
                return response;
            }
            response.close();
            next = redirect(resolved.uri(), response);
        }
        throw new DownloadException(Reason.HTTP_STATUS, "the link redirects more than " + MAX_HOPS + " times");
    }

    private ResolvedUrl check(String link, CallDeadline deadline) throws DownloadException, InterruptedException {
        Duration limit = deadline.cappedAt(limits.responseTimeout());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        CompletableFuture<ResolvedUrl> check = BackgroundCall.start(() -> resolve(link));
        checks.put(deadline, check);
        try {
            if (connections.isClosed()) {
                throw closed();
            }
            return check.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DownloadException(
                    Reason.TIMED_OUT, "the name in the link was not resolved in " + TransportFailures.format(limit));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DownloadException rejected) {
                throw rejected;
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new DownloadException(
                    Reason.UNREACHABLE,
                    "the check of the link failed with " + cause.getClass().getName(),
                    cause);
        } finally {
            checks.remove(deadline);
        }
    }

    private ResolvedUrl resolve(String link) throws DownloadException {
        boolean proxied = mayUseProxy(link);
        if (proxied && dns == DownloadDnsMode.PROXY) {
            return guard.checkWithoutLookup(link);
        }
        try {
            return guard.check(link);
        } catch (DownloadException e) {
            if (!proxied || e.reason() != Reason.UNREACHABLE) {
                throw e;
            }
            throw new DownloadException(
                    Reason.UNREACHABLE,
                    e.getMessage() + " on this machine; if only the proxy resolves such names, set"
                            + " reel4j.download-dns=proxy");
        }
    }

    private boolean mayUseProxy(String link) {
        try {
            return connections.mayUseProxy(RequestUrl.of(link).endpoint());
        } catch (IOException e) {
            return false; // reported by the check of the link, or when the connection is made
        }
    }

    static DownloadException closed() {
        return new DownloadException(Reason.CLOSED, "the client was closed");
    }

    /** Ends all downloads in progress and prevents new ones. */
    @Override
    public void close() {
        connections.close();
        checks.values().forEach(check -> check.completeExceptionally(closed()));
    }

    /**
     * Sends a request once, without following redirects. The caller must close the response.
     *
     * @return a response with any status; its body is not read yet
     */
    DownloadResponse send(Request request, CallDeadline deadline) throws DownloadException, InterruptedException {
        return send(check(request.url(), deadline), request, deadline.remaining(), deadline);
    }

    private DownloadResponse send(ResolvedUrl resolved, Map<String, Collection<String>> range, CallDeadline deadline)
            throws DownloadException, InterruptedException {
        Request request = Request.create(HttpMethod.GET, resolved.uri().toString(), range, (byte[]) null, null, null);
        return send(resolved, request, deadline.cappedAt(limits.responseTimeout()), deadline);
    }

    /** Sends a request to a checked address. The timeout ends with the head of the response. */
    private DownloadResponse send(ResolvedUrl resolved, Request request, Duration timeout, CallDeadline deadline)
            throws DownloadException, InterruptedException {
        String host = resolved.uri().getHost();
        CallState call = new CallState(host, timeout, true);
        @Nullable PooledConnection connection = null;
        try {
            RequestUrl target = RequestUrl.of(resolved.uri().toString());
            byte[] bytes = HttpRequestSerializer.of(request, target);
            connection = connections.connectNew(
                    target.endpoint(), resolved.addresses().toArray(InetAddress[]::new), call);
            StreamingResponse response = readHead(connection, bytes, call);
            superviseDeadline(connection, host, deadline);
            PooledConnection opened = connection;
            connection = null;
            return new DownloadResponse(
                    host, response, limits, deadline, connections::isClosed, () -> connections.discard(opened));
        } catch (IOException e) {
            throw connections.isClosed() && !call.isInterrupted() ? closed() : toDownloadException(call, e);
        } finally {
            if (connection != null) {
                connections.discard(connection);
            }
        }
    }

    private static StreamingResponse readHead(PooledConnection connection, byte[] request, CallState call)
            throws IOException {
        if (!call.startSending()) {
            throw new IOException("ended before it was sent");
        }
        connection.send(request);
        StreamingResponse response = connection.responseReader().readHead(call, false);
        if (!call.complete()) {
            throw new IOException("ended before the response");
        }
        return response;
    }

    /** Gives the body a deadline of its own, because that of the call covers only the head. */
    private void superviseDeadline(PooledConnection connection, String host, CallDeadline deadline) throws IOException {
        CallState body = new CallState(host, deadline.remaining(), true);
        connection.markIdle();
        if (!connection.tryLease(body) || !body.startSending() || connections.isClosed()) {
            throw new IOException("ended before the body");
        }
        connection.setReadTimeout(limits.readTimeout());
    }

    private static DownloadException toDownloadException(CallState call, IOException e) throws InterruptedException {
        if (call.isInterrupted()) {
            throw new InterruptedException();
        }
        TransportException failure = TransportFailures.of(call, e);
        Reason reason = call.remainingNanos() <= 0
                ? Reason.TIMED_OUT
                : e instanceof MalformedResponseException ? Reason.NOT_VIDEO : Reason.UNREACHABLE;
        return new DownloadException(reason, String.valueOf(failure.getMessage()), failure.getCause());
    }

    private static String redirect(URI from, DownloadResponse response) throws DownloadException {
        int status = response.status();
        if (EXPIRED_STATUSES.contains(status)) {
            throw new DownloadException(
                    Reason.EXPIRED, from.getHost() + " no longer offers the file (HTTP " + status + ")");
        }
        List<String> locations = response.headers().getOrDefault("Location", List.of());
        if (!REDIRECTS.contains(status) || locations.isEmpty()) {
            throw new DownloadException(Reason.HTTP_STATUS, from.getHost() + " responded with HTTP " + status);
        }
        try {
            return from.resolve(locations.get(0)).toString();
        } catch (IllegalArgumentException e) {
            // No cause: it quotes the link, which may be signed.
            throw new DownloadException(
                    Reason.BLOCKED_ADDRESS, from.getHost() + " redirects to something that is not a URL");
        }
    }
}
