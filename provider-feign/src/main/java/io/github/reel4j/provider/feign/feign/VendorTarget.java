package io.github.reel4j.provider.feign.feign;

import feign.Request;
import feign.RequestTemplate;
import feign.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Gives every request its address and its headers: those the interface declares, and those that are read anew for each, so that a
 * rotated key is used at once. The latter replace what is there under the same name: a key sent twice is a key refused. Thread-safe.
 *
 * @param url the vendor's base URL, without a slash at its end
 */
public record VendorTarget<T>(
        Class<T> type, String url, StaticPartsContract declaredUrl, Supplier<Map<String, String>> currentHeaders)
        implements Target<T> {

    @Override
    public String name() {
        return url;
    }

    @Override
    public Request apply(RequestTemplate template) {
        StaticPartsContract.StaticParts constant = declaredUrl.of(template);
        Map<String, Collection<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(constant.headers());
        headers.putAll(template.headers());
        for (Map.Entry<String, String> header : currentHeaders.get().entrySet()) {
            headers.remove(header.getKey());
            headers.put(header.getKey(), List.of(header.getValue()));
        }
        return Request.create(
                Request.HttpMethod.valueOf(template.method()),
                url + (constant.path() == null ? template.url() : constant.path()),
                headers,
                template.body(),
                template.requestCharset(),
                template);
    }
}
