package io.github.reel4j.spring.boot.callback;

import io.github.reel4j.CallbackReceiver;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Receives callbacks in a reactive application, on a thread that may block. Thread-safe. */
record ReactiveCallbackHandler(CallbackProcessor processor) implements WebHandler {

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        if (!HttpMethod.POST.equals(request.getMethod())) {
            exchange.getResponse().getHeaders().set("Allow", "POST");
            return respond(exchange, HttpStatus.METHOD_NOT_ALLOWED);
        }
        String path = request.getURI().getRawPath();
        Map<String, List<String>> headers = headers(request);
        return DataBufferUtils.join(request.getBody(), CallbackReceiver.MAX_BODY_BYTES)
                .map(ReactiveCallbackHandler::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> Mono.fromCallable(() -> HttpStatusCode.valueOf(
                                processor.process(path, headers, body).httpStatus()))
                        .subscribeOn(Schedulers.boundedElastic()))
                .onErrorReturn(DataBufferLimitException.class, HttpStatusCode.valueOf(413))
                .flatMap(status -> respond(exchange, status));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Map<String, List<String>> headers(ServerHttpRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders().forEach(headers::put);
        return headers;
    }

    private static Mono<Void> respond(ServerWebExchange exchange, HttpStatusCode status) {
        exchange.getResponse().setStatusCode(status);
        return exchange.getResponse().setComplete();
    }
}
