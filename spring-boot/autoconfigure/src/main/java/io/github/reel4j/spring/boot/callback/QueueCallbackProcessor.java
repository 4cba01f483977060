package io.github.reel4j.spring.boot.callback;

import io.github.reel4j.CallbackReceiver;
import io.github.reel4j.CallbackResponse;
import io.github.reel4j.queue.OrderQueue;
import java.util.List;
import java.util.Map;

/** Passes a callback to the order queue, or to the client if the queue does not have the order. Thread-safe. */
record QueueCallbackProcessor(CallbackReceiver receiver, OrderQueue queue) implements CallbackProcessor {

    @Override
    public CallbackResponse process(String path, Map<String, List<String>> headers, byte[] body) {
        CallbackResponse response = receiver.receive(path, headers, body, queue::onCallback);
        return response == CallbackResponse.NOT_FOUND ? receiver.receive(path, headers, body) : response;
    }
}
