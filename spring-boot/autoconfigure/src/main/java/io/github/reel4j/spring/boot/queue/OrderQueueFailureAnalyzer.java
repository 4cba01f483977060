package io.github.reel4j.spring.boot.queue;

import io.github.reel4j.queue.OrderQueueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why an application does not start because of its order queue. */
final class OrderQueueFailureAnalyzer extends AbstractFailureAnalyzer<OrderQueueException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, OrderQueueException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Check spring.datasource.url, and that the tables exist. reel4j.queue.schema=create creates them at the"
                        + " start; reel4j.queue.enabled=false starts without the queue. Nothing was sent, nothing was"
                        + " billed.",
                cause);
    }
}
