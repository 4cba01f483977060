package io.github.reel4j.queue.worker;

import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.polling.PollPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The options of a worker, as its builder documents them. Immutable. */
public record WorkerOptions(
        int threads,
        int deliveryThreads,
        Duration handlerTimeout,
        Duration pollingInterval,
        PollPolicy pollPolicy,
        int maxAttempts,
        boolean keepRequests,
        String account,
        Path spillFile,
        Optional<DeliveryHandler> handler,
        Optional<BiConsumer<Optional<OrderKey>, ClientEvent>> listener) {}
