package io.github.reel4j.provider.feign.http;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.reel4j.provider.feign.http.ResponseReader.BufferedResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A blocking HTTP/1.1 client that sends each request once and has one deadline for resolving, connecting, sending and
 * reading.
 *
 * <p>A connection is reused only after a response that names the polled task, and only for the next such poll. If a
 * response over a reused connection does not name the task, it is discarded and the request is repeated over a new
 * connection. So a late response is never taken for the response to another call.
 *
 * <p>The timeout is {@link Request.Options#readTimeout()}; of the other options only those of {@link CallOptions}
 * count. Deadlines and interrupts take effect within 100 ms, and the interrupt flag stays set. Otherwise nothing is
 * retried, redirected, decompressed, authenticated or logged, and no cookies are used. A proxy gets a request only
 * inside a tunnel, so it sees the host and the port, and with https nothing else. Every failure is a
 * {@link TransportException}. It works on the thread of its caller. Thread-safe.
 */
public final class SingleSendHttpClient implements Client, AutoCloseable {

    private static final Set<Integer> STATUSES_ABOUT_CALLER = Set.of(401, 402, 403, 408, 429);

    /** The time without data after an error response to an order before the response counts. */
    private static final Duration SILENCE = Duration.ofMillis(25);

    private final ConnectionPool connections;
    private final String userAgent;
    private final RequestUrl.Cache targets = new RequestUrl.Cache();

    /** Creates a client that opens no connection before its first call. */
    public SingleSendHttpClient(ConnectionOptions options) {
        this.connections = new ConnectionPool(options);
        this.userAgent = UserAgent.of(options.network().applicationName());
    }

    /** Creates a client with {@link ConnectionOptions#DEFAULT}. */
    public SingleSendHttpClient() {
        this(ConnectionOptions.DEFAULT);
    }

    @Override
    public Response execute(Request request, Request.Options options) throws TransportException {
        Duration timeout =
                Duration.of(options.readTimeout(), options.readTimeoutUnit().toChronoUnit());
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the read timeout must be positive, but is " + timeout);
        }
        RequestUrl target = targets.of(request.url());
        byte[] bytes = HttpRequestSerializer.of(request, target, userAgent);
        CallState call = new CallState(target.endpoint().host(), timeout, CallOptions.isIdempotent(options));
        if (call.isInterrupted()) {
            throw TransportFailures.interrupted(call);
        }
        boolean bodiless = request.httpMethod() == Request.HttpMethod.HEAD;
        String task = CallOptions.task(options);
        BufferedResponse response = execute(call, target.endpoint(), bytes, task, bodiless);
        if (response == null) {
            response = Objects.requireNonNull(execute(call.again(), target.endpoint(), bytes, null, bodiless));
        }
        return response(request, response);
    }

    /** Converts a response to Feign's type. */
    public static Response response(Request request, BufferedResponse response) {
        return Response.builder()
                .request(request)
                .status(response.status())
                .headers(Collections.<String, Collection<String>>unmodifiableMap(response.headers()))
                .body(response.body())
                .build();
    }

    /**
     * Sends the request and reads the response.
     *
     * @param task the task that the response names; if null, the connection is new and is not reused
     * @return null if a response over a reused connection does not name the task but may be about one. It may be the
     *     late response to an earlier request, which only a new connection can rule out
     */
    private @Nullable BufferedResponse execute(
            CallState call, RequestUrl.Endpoint endpoint, byte[] request, @Nullable String task, boolean bodiless)
            throws TransportException {
        @Nullable PooledConnection connection = null;
        try {
            connection = connections.lease(endpoint, call, task != null);
            if (!call.startSending()) {
                throw new IOException("ended before it was sent");
            }
            connection.send(request);
            BufferedResponse response = connection.responseReader().readBuffered(call, bodiless);
            if (!call.isIdempotent()
                    && response.status() >= 300
                    && (response.hasExtraData() || !connection.staysSilent(SILENCE))) {
                throw new MalformedResponseException(
                        "has the HTTP status " + response.status() + " and is followed by more bytes");
            }
            if (!call.complete()) {
                throw new IOException("ended before it was read");
            }
            if (task != null && response.body().containsId(task)) {
                if (response.reusable()) {
                    connections.release(connection, response.headers());
                    connection = null;
                }
                return response;
            }
            return connection.isReused() && mayBeAboutTask(response.status()) ? null : response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TransportFailures.interrupted(call);
        } catch (IOException | RuntimeException e) {
            throw TransportFailures.of(call, e);
        } finally {
            if (connection != null) {
                connections.discard(connection);
            }
        }
    }

    /** Returns whether the status may be about a task; the others are about the key, the request rate or the server. */
    private static boolean mayBeAboutTask(int status) {
        return status < 300 || (status >= 400 && status < 500 && !STATUSES_ABOUT_CALLER.contains(status));
    }

    /**
     * Closes the client. Unsent calls and idempotent calls end immediately; a non-idempotent call that was sent is
     * waited for until its deadline. Later calls fail without being sent.
     */
    @Override
    public void close() {
        connections.close();
    }
}
