package io.github.reel4j.queue.worker;

import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.queue.model.QueueListener;
import io.github.reel4j.queue.model.ReadyHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The options of a worker, as {@link io.github.reel4j.queue.OrderWorker.Builder} documents them. Immutable. */
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
        Optional<ReadyHandler> handler,
        Optional<QueueListener> listener,
        Duration heartbeat,
        CrashPoints crashPoints) {}
