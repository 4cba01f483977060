package io.github.reel4j.provider.feign.http;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.reel4j.provider.feign.TransportException;
import io.github.reel4j.provider.feign.http.ResponseReader.BufferedResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request once, over HTTP/1.1, and gives up at one deadline for resolving, connecting, sending and reading together.
 *
 * <p>A connection is used again only after a reply that names the task which was asked about, and only for the next such call; whatever
 * else comes over a used one is not believed, and asked for again over a new one. So a reply that comes late is nobody's.
 *
 * <p>The deadline is {@link Request.Options#readTimeout()}; of the other options only {@link CallOptions} counts. It is kept to a tenth of a
 * second, and so is an interrupt, whose flag stays set. Otherwise nothing is retried, followed, decoded, authenticated or logged; no cookie is
 * kept and no proxy of the environment used. Every failure is a {@link TransportException}. Safe for use by many threads; it works on
 * the thread of its caller.
 */
public final class DeadlineClient implements Client, AutoCloseable {

    private static final Set<Integer> ABOUT_THE_CALLER = Set.of(401, 402, 403, 408, 429);

    /** How long nothing may follow a rejection of an order before it is believed. */
    private static final Duration SILENCE = Duration.ofMillis(25);

    private final ConnectionPool connections = new ConnectionPool();
    private final RequestTargetCache targets = new RequestTargetCache();

    @Override
    public Response execute(Request request, Request.Options options) throws TransportException {
        Duration deadline =
                Duration.of(options.readTimeout(), options.readTimeoutUnit().toChronoUnit());
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("the read timeout is the deadline and must be positive: " + deadline);
        }
        RequestTarget target = targets.of(request.url());
        byte[] bytes = RequestWriter.of(request, target);
        Call call = new Call(target.endpoint().host(), deadline, CallOptions.isIdempotent(options));
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

    /** What Feign is told of {@code reply}. */
    public static Response response(Request request, BufferedResponse response) {
        return Response.builder()
                .request(request)
                .status(response.status())
                .headers(Collections.<String, Collection<String>>unmodifiableMap(response.headers()))
                .body(response.body())
                .build();
    }

    /**
     * Sends the request and reads the reply.
     *
     * @param task what the reply names; without it, no used connection is taken and none is kept
     * @return null if what came over a used connection names no task, though it may be about one: it may be the late reply to an
     *     earlier request, and only a new connection can tell
     */
    private @Nullable BufferedResponse execute(
            Call call, RequestTarget.Endpoint endpoint, byte[] request, @Nullable String task, boolean bodiless)
            throws TransportException {
        @Nullable PooledConnection connection = null;
        try {
            connection = connections.lease(endpoint, call, task != null);
            if (!call.startSending()) {
                throw new IOException("ended before it was sent");
            }
            connection.send(request);
            BufferedResponse response = connection.responseReader().readBuffered(call, bodiless);
            if (!call.isRepeatable()
                    && response.status() >= 300
                    && (response.followed() || !connection.staysSilent(SILENCE))) {
                throw new MalformedResponseException(
                        "has the HTTP status " + response.status() + " and is followed by more bytes");
            }
            if (!call.complete()) {
                throw new IOException("ended before it was read");
            }
            if (task != null && response.body().names(task)) {
                if (response.reusable()) {
                    connections.release(connection);
                    connection = null;
                }
                return response;
            }
            return connection.hasBeenUsed() && mayBeAboutTask(response.status()) ? null : response;
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

    /** Whether the status may be read as saying something of a task; the others are about the key, the pace or the server. */
    private static boolean mayBeAboutTask(int status) {
        return status < 300 || (status >= 400 && status < 500 && !ABOUT_THE_CALLER.contains(status));
    }

    /**
     * Ends calls that are not sent yet, which they say, and calls that only ask; an order that was sent is waited for until its
     * deadline. Calls from then on are refused unsent.
     */
    @Override
    public void close() {
        connections.close();
    }
}
