package io.github.reel4j.spring.boot.callback;

import io.github.reel4j.CallbackResponse;
import java.util.List;
import java.util.Map;

/**
 * Verifies one callback and passes it to the client or to the order queue. May block while it fetches the vendor's
 * public keys. Never throws. Thread-safe.
 */
@FunctionalInterface
interface CallbackProcessor {

    /**
     * Processes one callback.
     *
     * @param path the path of the request
     * @param headers the headers of the request
     * @param body the body as received, at most {@link io.github.reel4j.CallbackReceiver#MAX_BODY_BYTES} and 1 byte
     */
    CallbackResponse process(String path, Map<String, List<String>> headers, byte[] body);
}
