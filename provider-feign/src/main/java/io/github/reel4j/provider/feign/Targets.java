package io.github.reel4j.provider.feign;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the URLs that come again with every call; a vendor has a handful. Safe for use by many threads. */
final class Targets {

    private static final int MOST = 64;

    private final Map<String, Target> known = new ConcurrentHashMap<>();

    Target of(String url) throws TransportException {
        Target present = known.get(url);
        if (present != null) {
            return present;
        }
        Target target = Target.of(url);
        // What has a query is seldom asked for twice.
        if (known.size() < MOST && !url.contains("?")) {
            known.put(url, target);
        }
        return target;
    }
}
