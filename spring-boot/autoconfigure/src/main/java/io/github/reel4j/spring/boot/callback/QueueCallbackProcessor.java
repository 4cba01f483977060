package io.github.reel4j.spring.boot.callback;

import io.github.reel4j.CallbackReceiver;
import io.github.reel4j.CallbackResponse;
import io.github.reel4j.model.VerifiedCallback;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.OrderQueueException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes a callback to the order queue, or to the client if the queue does not have the order. Thread-safe. */
record QueueCallbackProcessor(CallbackReceiver receiver, OrderQueue queue) implements CallbackProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(QueueCallbackProcessor.class);

    @Override
    public CallbackResponse process(String path, Map<String, List<String>> headers, byte[] body) {
        Optional<VerifiedCallback> verified = receiver.verify(path, headers, body);
        try {
            if (verified.isPresent() && queue.onCallback(verified.get())) {
                return CallbackResponse.ACCEPTED;
            }
        } catch (OrderQueueException e) {
            LOG.warn("a callback could not be passed to the order queue; the vendor may send it again", e);
            return CallbackResponse.UNAVAILABLE;
        }
        return receiver.receive(path, headers, body);
    }
}
