package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.TransportException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the URLs that come again with every call; a vendor has a handful. Safe for use by many threads. */
final class RequestTargetCache {

    private static final int MAX_ENTRIES = 64;

    private final Map<String, RequestTarget> entries = new ConcurrentHashMap<>();

    RequestTarget of(String url) throws TransportException {
        RequestTarget present = entries.get(url);
        if (present != null) {
            return present;
        }
        RequestTarget target = RequestTarget.of(url);
        // What has a query is seldom asked for twice.
        if (entries.size() < MAX_ENTRIES && !url.contains("?")) {
            entries.put(url, target);
        }
        return target;
    }
}
