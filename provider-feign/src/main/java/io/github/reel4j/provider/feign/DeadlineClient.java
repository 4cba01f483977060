package io.github.reel4j.provider.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.reel4j.provider.feign.ReplyReader.WireReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request once, over HTTP/1.1, and gives up at one deadline for resolving, connecting, sending and reading together.
 *
 * <p>The deadline is {@link Request.Options#readTimeout()}; of the other options only {@link CallOptions} counts. It is kept to a tenth of a
 * second, and so is an interrupt, whose flag stays set. Nothing is retried, followed, decoded, authenticated or logged; no cookie is
 * kept and no proxy of the environment used. Every failure is a {@link TransportException}. Safe for use by many threads; it works on
 * the thread of its caller.
 */
final class DeadlineClient implements Client, AutoCloseable {

    private final Lines lines = new Lines();
    private final Targets targets = new Targets();

    @Override
    public Response execute(Request request, Request.Options options) throws TransportException {
        Duration deadline =
                Duration.of(options.readTimeout(), options.readTimeoutUnit().toChronoUnit());
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("the read timeout is the deadline and must be positive: " + deadline);
        }
        Target target = targets.of(request.url());
        byte[] bytes = RequestBytes.of(request, target);
        Exchange exchange = new Exchange(target.origin().host(), deadline);
        if (exchange.isInterrupted()) {
            throw TransportFailures.interrupted(exchange);
        }
        boolean bodiless = request.httpMethod() == Request.HttpMethod.HEAD;
        return response(
                request, exchange(exchange, target.origin(), bytes, CallOptions.isRepeatable(options), bodiless));
    }

    /** What Feign is told of {@code reply}. */
    static Response response(Request request, WireReply reply) {
        return Response.builder()
                .request(request)
                .status(reply.status())
                .headers(Collections.<String, Collection<String>>unmodifiableMap(reply.headers()))
                .body(reply.body())
                .build();
    }

    private WireReply exchange(
            Exchange exchange, Target.Origin origin, byte[] request, boolean repeatable, boolean bodiless)
            throws TransportException {
        @Nullable Line line = null;
        try {
            line = lines.lend(origin, exchange, repeatable);
            if (!exchange.beginSending()) {
                throw new IOException("ended before it was sent");
            }
            line.send(request);
            WireReply reply = line.replies().next(exchange, bodiless);
            if (!exchange.finish()) {
                throw new IOException("ended before it was read");
            }
            if (repeatable && reply.reusable()) {
                lines.giveBack(line);
                line = null;
            }
            return reply;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TransportFailures.interrupted(exchange);
        } catch (IOException | RuntimeException e) {
            throw TransportFailures.of(exchange, e);
        } finally {
            if (line != null) {
                lines.discard(line);
            }
        }
    }

    /** Closes every connection as soon as nobody uses it; calls from then on are refused unsent. */
    @Override
    public void close() {
        lines.close();
    }
}
