package io.github.reel4j.tracking;

import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the progress of one download at most 10 times per second, and always the first and the last. Thread-safe.
 */
final class ThrottledDownloadListener implements DownloadListener {

    private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

    private final Scheduler scheduler;
    private final Consumer<DownloadProgressEvent> consumer;
    private final long startedAt;
    private long nextAt; // guarded by this
    private @Nullable DownloadProgressEvent skipped; // guarded by this
    private boolean finished; // guarded by this

    /** @param consumer returns immediately and never throws */
    ThrottledDownloadListener(Scheduler scheduler, Consumer<DownloadProgressEvent> consumer) {
        this.scheduler = scheduler;
        this.consumer = consumer;
        this.startedAt = scheduler.nanoTime();
        this.nextAt = startedAt;
    }

    @Override
    public synchronized void onBytes(long bytesReceived, OptionalLong bytesTotal) {
        if (finished) { // the downloader reports after its return
            return;
        }
        long now = scheduler.nanoTime();
        DownloadProgressEvent event =
                new DownloadProgressEvent(bytesReceived, bytesTotal, Duration.ofNanos(now - startedAt));
        if (now - nextAt < 0) {
            skipped = event;
            return;
        }
        skipped = null;
        nextAt = now + INTERVAL_NANOS;
        consumer.accept(event);
    }

    /** Passes on the last progress if it was skipped, because the download has ended. */
    synchronized void finish() {
        finished = true;
        DownloadProgressEvent last = skipped;
        skipped = null;
        if (last != null) {
            consumer.accept(last);
        }
    }
}
