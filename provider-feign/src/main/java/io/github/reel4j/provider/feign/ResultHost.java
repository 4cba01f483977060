package io.github.reel4j.provider.feign;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.provider.feign.AddressGuard.Checked;
import io.github.reel4j.provider.feign.DownloadException.Reason;
import io.github.reel4j.provider.feign.ReplyReader.BegunReply;
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
 * Asks for a link until a file begins to arrive: checks every address and connects to what it checked, follows a few redirects, sends
 * nothing but the path and what part of the file is wanted.
 */
final class ResultHost implements AutoCloseable {

    private static final int MAX_HOPS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> GONE = Set.of(403, 404, 410);
    private static final Set<Integer> ANSWERS_TO_RANGE = Set.of(206, 416);

    private final Lines lines = new Lines();
    /** The lookup that each download waits for, by the download's countdown. */
    private final Map<Countdown, CompletableFuture<Checked>> checks = new ConcurrentHashMap<>();

    private final AddressGuard guard;
    private final FetchLimits limits;

    ResultHost(AddressGuard guard, FetchLimits limits) {
        this.guard = guard;
        this.limits = limits;
    }

    /**
     * The reply of the last hop, its body not yet read; to be closed by the caller.
     *
     * @param range the headers that ask for a part of the file, none for all of it
     * @return a 200, or a 206 or 416 if a part was asked for
     */
    HostReply open(String link, Map<String, Collection<String>> range, Countdown countdown)
            throws DownloadException, InterruptedException {
        String next = link;
        for (int hop = 0; hop <= MAX_HOPS; hop++) {
            Checked checked = check(next, countdown);
            HostReply reply = ask(checked, range, countdown);
            if (reply.status() == 200 || (!range.isEmpty() && ANSWERS_TO_RANGE.contains(reply.status()))) {
                return reply;
            }
            reply.close();
            next = redirect(checked.uri(), reply);
        }
        throw new DownloadException(Reason.HTTP_STATUS, "the link redirects more than " + MAX_HOPS + " times");
    }

    private Checked check(String link, Countdown countdown) throws DownloadException, InterruptedException {
        Duration limit = countdown.atMost(limits.answer());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        CompletableFuture<Checked> check = Detached.begin(() -> guard.check(link));
        checks.put(countdown, check);
        try {
            if (lines.isClosed()) {
                throw closed();
            }
            return check.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DownloadException(
                    Reason.TIMED_OUT, "the name in the link was not resolved in " + TransportFailures.seconds(limit));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DownloadException refused) {
                throw refused;
            }
            throw new DownloadException(Reason.REFUSED_ADDRESS, "the link could not be checked", e.getCause());
        } finally {
            checks.remove(countdown);
        }
    }

    static DownloadException closed() {
        return new DownloadException(Reason.CLOSED, "the client was closed");
    }

    /** Ends whatever is under way, and lets nothing begin. */
    @Override
    public void close() {
        lines.close();
        checks.values().forEach(check -> check.completeExceptionally(closed()));
    }

    private HostReply ask(Checked checked, Map<String, Collection<String>> range, Countdown countdown)
            throws DownloadException, InterruptedException {
        String host = checked.uri().getHost();
        Exchange exchange = new Exchange(host, countdown.atMost(limits.answer()), true);
        @Nullable Line line = null;
        try {
            Target target = Target.of(checked.uri().toString());
            Request request =
                    Request.create(HttpMethod.GET, checked.uri().toString(), range, (byte[]) null, null, null);
            byte[] bytes = RequestBytes.of(request, target);
            line = lines.dial(target.origin(), checked.addresses().toArray(InetAddress[]::new), exchange);
            BegunReply begun = begun(line, bytes, exchange);
            keepWatch(line, host, countdown);
            Line mine = line;
            line = null;
            return new HostReply(host, begun, limits, countdown, lines::isClosed, () -> lines.discard(mine));
        } catch (IOException e) {
            throw lines.isClosed() && !exchange.isInterrupted() ? closed() : judged(exchange, e);
        } finally {
            if (line != null) {
                lines.discard(line);
            }
        }
    }

    private static BegunReply begun(Line line, byte[] request, Exchange exchange) throws IOException {
        if (!exchange.beginSending()) {
            throw new IOException("ended before it was sent");
        }
        line.send(request);
        BegunReply begun = line.replies().begin(exchange, false);
        if (!exchange.finish()) {
            throw new IOException("ended before it was answered");
        }
        return begun;
    }

    /** The head had its deadline; the body has another, and may be interrupted as well. */
    private void keepWatch(Line line, String host, Countdown countdown) throws IOException {
        Exchange body = new Exchange(host, countdown.left(), true);
        line.rest();
        if (!line.lend(body) || !body.beginSending() || lines.isClosed()) {
            throw new IOException("ended before the file began");
        }
        line.boundReads(limits.silence());
    }

    private static DownloadException judged(Exchange exchange, IOException e) throws InterruptedException {
        if (exchange.isInterrupted()) {
            throw new InterruptedException();
        }
        TransportException failure = TransportFailures.of(exchange, e);
        Reason reason = exchange.left() <= 0
                ? Reason.TIMED_OUT
                : e instanceof UnusableReply ? Reason.NOT_VIDEO : Reason.UNREACHABLE;
        return new DownloadException(reason, String.valueOf(failure.getMessage()), failure.getCause());
    }

    private static String redirect(URI from, HostReply reply) throws DownloadException {
        int status = reply.status();
        if (GONE.contains(status)) {
            throw new DownloadException(
                    Reason.EXPIRED, from.getHost() + " no longer offers the file (HTTP " + status + ")");
        }
        List<String> locations = reply.headers().getOrDefault("Location", List.of());
        if (!REDIRECTS.contains(status) || locations.isEmpty()) {
            throw new DownloadException(Reason.HTTP_STATUS, from.getHost() + " answered with HTTP " + status);
        }
        try {
            return from.resolve(locations.get(0)).toString();
        } catch (IllegalArgumentException e) {
            // No cause: it quotes the link, which may be signed.
            throw new DownloadException(
                    Reason.REFUSED_ADDRESS, from.getHost() + " redirects to something that is not a URL");
        }
    }
}
