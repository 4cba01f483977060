package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.DownloadException.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks for a link until a file begins to arrive: checks every address, follows a few redirects, sends nothing but the path. */
final class ResultHost {

    private static final int MAX_HOPS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> GONE = Set.of(403, 404, 410);

    private final HttpClient http;
    private final AddressGuard guard;
    private final FetchLimits limits;

    ResultHost(AddressGuard guard, FetchLimits limits) {
        this.guard = guard;
        this.limits = limits;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(limits.answer())
                .build();
    }

    /** The 200 response of the last hop, its body not yet read; to be closed by the caller. */
    HttpResponse<BodyFeed> open(String link, Countdown countdown) throws DownloadException, InterruptedException {
        String next = link;
        for (int hop = 0; hop <= MAX_HOPS; hop++) {
            URI uri = check(next, countdown);
            HttpResponse<BodyFeed> response = ask(uri, countdown);
            if (response.statusCode() == 200) {
                return response;
            }
            response.body().close();
            next = redirect(uri, response);
        }
        throw new DownloadException(Reason.HTTP_STATUS, "the link redirects more than " + MAX_HOPS + " times");
    }

    private URI check(String link, Countdown countdown) throws DownloadException, InterruptedException {
        Duration limit = countdown.atMost(limits.answer());
        try {
            return Detached.call(() -> guard.check(link), limit);
        } catch (TimeoutException e) {
            throw new DownloadException(
                    Reason.TIMED_OUT, "the name in the link was not resolved in " + TransportFailures.seconds(limit));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DownloadException refused) {
                throw refused;
            }
            throw new DownloadException(Reason.REFUSED_ADDRESS, "the link could not be checked", e.getCause());
        }
    }

    private HttpResponse<BodyFeed> ask(URI uri, Countdown countdown) throws DownloadException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).GET().build();
        Duration limit = countdown.atMost(limits.answer());
        CompletableFuture<HttpResponse<BodyFeed>> response = http.sendAsync(request, head -> new BodyFeed());
        try {
            return response.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DownloadException(
                    Reason.TIMED_OUT, "no answer from " + uri.getHost() + " in " + TransportFailures.seconds(limit));
        } catch (ExecutionException e) {
            throw new DownloadException(
                    Reason.UNREACHABLE, "the connection to " + uri.getHost() + " failed", e.getCause());
        } finally {
            response.cancel(true);
        }
    }

    private static String redirect(URI from, HttpResponse<BodyFeed> response) throws DownloadException {
        int status = response.statusCode();
        if (GONE.contains(status)) {
            throw new DownloadException(
                    Reason.EXPIRED, from.getHost() + " no longer offers the file (HTTP " + status + ")");
        }
        String location = response.headers().firstValue("Location").orElse("");
        if (!REDIRECTS.contains(status) || location.isEmpty()) {
            throw new DownloadException(Reason.HTTP_STATUS, from.getHost() + " answered with HTTP " + status);
        }
        try {
            return from.resolve(location).toString();
        } catch (IllegalArgumentException e) {
            // No cause: it quotes the link, which may be signed.
            throw new DownloadException(
                    Reason.REFUSED_ADDRESS, from.getHost() + " redirects to something that is not a URL");
        }
    }
}
