package io.github.reel4j.provider.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Gives every request its headers: those the interface declares, and those that are read anew for each, so that a rotated key is used
 * at once. The latter replace what is there under the same name: a key sent twice is a key refused. As thread-safe as what it is given.
 */
final class HeadedClient implements Client {

    private final Client client;
    private final ConstantHeaders declared;
    private final Supplier<Map<String, String>> current;

    HeadedClient(Client client, ConstantHeaders declared, Supplier<Map<String, String>> current) {
        this.client = client;
        this.declared = declared;
        this.current = current;
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
        Map<String, Collection<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(declared.of(request));
        headers.putAll(request.headers());
        for (Map.Entry<String, String> header : current.get().entrySet()) {
            headers.remove(header.getKey());
            headers.put(header.getKey(), List.of(header.getValue()));
        }
        Request headed = Request.create(
                request.httpMethod(),
                request.url(),
                headers,
                request.body(),
                request.charset(),
                request.requestTemplate());
        return client.execute(headed, options);
    }
}
