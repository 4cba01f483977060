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
 * A Feign target that adds base URL and headers to each request. The current headers are read for each request, so that
 * a rotated key is used immediately. They replace declared headers with the same name, because vendors reject a key
 * that is sent twice. Thread-safe.
 *
 * @param url the vendor's base URL without a trailing slash
 * @param contract the contract that removed the constant parts
 * @param currentHeaders returns the headers that carry the key
 */
public record VendorTarget<T>(
        Class<T> type, String url, StaticPartsContract contract, Supplier<Map<String, String>> currentHeaders)
        implements Target<T> {

    @Override
    public String name() {
        return url;
    }

    @Override
    public Request apply(RequestTemplate template) {
        StaticPartsContract.StaticParts constant = contract.of(template);
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
