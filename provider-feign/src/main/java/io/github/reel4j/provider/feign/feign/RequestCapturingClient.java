package io.github.reel4j.provider.feign.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.reel4j.provider.feign.http.HttpRequestSerializer;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Feign client that sends nothing and throws a {@link RequestCapturedException} with the request. */
public final class RequestCapturingClient implements Client {

    @Override
    public Response execute(Request request, Request.Options options) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, Collection<String>> header : request.headers().entrySet()) {
            if (!HttpRequestSerializer.isManagedHeader(header.getKey())) {
                headers.put(header.getKey(), List.copyOf(header.getValue()));
            }
        }
        byte[] body = request.body();
        throw new RequestCapturedException(new CapturedRequest(
                request.httpMethod().name(),
                request.url(),
                Collections.unmodifiableMap(headers),
                body == null ? new byte[0] : body));
    }
}
