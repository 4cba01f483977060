package io.github.reel4j.provider.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one request once, over HTTP/1.1, and gives up at one deadline for connecting, sending and reading together.
 *
 * <p>The deadline is {@link Request.Options#readTimeout()}; the options' other values are ignored. Nothing is retried, followed,
 * decoded or authenticated; no cookie is kept and no proxy of the environment used. Every failure is a {@link
 * TransportException}. Safe for use by many threads, which the JDK serves with daemon threads.
 */
final class DeadlineClient implements Client {

    static final Duration MAX_CONNECT = Duration.ofSeconds(10);
    private static final String RESEND_FLAG = "jdk.httpclient.enableAllMethodRetry";
    /** Written by the JDK itself, or not wanted at all. */
    private static final Set<String> NOT_OURS = Set.of(
            "accept-encoding", "connection", "content-length", "expect", "host", "te", "transfer-encoding", "upgrade");

    private final HttpClient http;

    DeadlineClient() {
        refuseResending();
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(MAX_CONNECT)
                .build();
    }

    private static void refuseResending() {
        String value = System.getProperty(RESEND_FLAG);
        if (value != null && !value.equalsIgnoreCase("false")) {
            throw new IllegalStateException("this JVM runs with -D" + RESEND_FLAG
                    + ", which makes the JDK send a request again on its own; an order could be paid twice."
                    + " Start the JVM without that flag.");
        }
    }

    @Override
    public Response execute(Request request, Request.Options options) throws TransportException {
        Duration deadline =
                Duration.of(options.readTimeout(), options.readTimeoutUnit().toChronoUnit());
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("the read timeout is the deadline and must be positive: " + deadline);
        }
        byte[] body = request.body();
        URI uri = uri(request);
        Exchange exchange = new Exchange(uri.getHost(), deadline, body == null ? new byte[0] : body);
        HttpResponse<byte[]> reply = send(exchange, prepare(request, uri, exchange.requestBody()));
        return Response.builder()
                .request(request)
                .status(reply.statusCode())
                .headers(Map.<String, Collection<String>>copyOf(reply.headers().map()))
                .body(reply.body())
                .build();
    }

    /** Whether a header of the request is left out, because the JDK writes it or because it is not wanted. */
    static boolean isNotOurs(String header) {
        return NOT_OURS.contains(header.toLowerCase(Locale.ROOT));
    }

    private HttpResponse<byte[]> send(Exchange exchange, HttpRequest prepared) throws TransportException {
        if (Thread.currentThread().isInterrupted()) {
            throw TransportFailures.interrupted(exchange);
        }
        CompletableFuture<HttpResponse<byte[]>> reply = http.sendAsync(prepared, exchange);
        try {
            return reply.get(exchange.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            TransportException failure = TransportFailures.deadlinePassed(exchange);
            reply.cancel(true);
            throw failure;
        } catch (InterruptedException e) {
            TransportException failure = TransportFailures.interrupted(exchange);
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw failure;
        } catch (ExecutionException e) {
            throw TransportFailures.broken(exchange, unwrapped(e));
        }
    }

    private static Throwable unwrapped(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
    }

    private static URI uri(Request request) throws TransportException {
        try {
            URI uri = URI.create(request.url());
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below: the JDK's own message quotes the URL, and a URL may hold a secret.
        }
        throw TransportException.notSent("the request has no valid URL", null);
    }

    private static HttpRequest prepare(Request request, URI uri, OneShotBody body) throws TransportException {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri).method(request.httpMethod().name(), body);
        for (Map.Entry<String, Collection<String>> header : request.headers().entrySet()) {
            if (isNotOurs(header.getKey())) {
                continue;
            }
            for (String value : header.getValue()) {
                try {
                    builder.header(header.getKey(), value);
                } catch (IllegalArgumentException e) {
                    // The cause is dropped: the JDK quotes the value, which may be the key.
                    throw TransportException.notSent(
                            "the value of the header " + header.getKey() + " holds characters that HTTP does not allow",
                            null);
                }
            }
        }
        return builder.build();
    }
}
