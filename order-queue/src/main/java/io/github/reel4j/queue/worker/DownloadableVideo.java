package io.github.reel4j.queue.worker;

import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.queue.model.OrderVideo;
import io.github.reel4j.queue.model.ReadyVideo;
import io.github.reel4j.queue.worker.ProviderClients.ProviderClient;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Downloads one video through the client of its provider. The client polls the task for the current link first, so a
 * download needs a permit of the shared rate limit.
 */
record DownloadableVideo(OrderVideo video, ProviderClient client, TaskRef task) implements ReadyVideo {

    private static final Duration MAX_PERMIT_WAIT = Duration.ofSeconds(10);

    @Override
    public Path download(Path target) {
        return permittedTask().download(target);
    }

    @Override
    public List<Path> downloadAll(Path target) {
        return permittedTask().downloadAll(target);
    }

    @Override
    public long download(WritableByteChannel target) {
        return permittedTask().download(target);
    }

    private VideoTask permittedTask() {
        try {
            while (client.permits().acquire(RateLimitPermits.Use.POLL, MAX_PERMIT_WAIT)
                    instanceof RateLimitPermits.Denied denied) {
                TimeUnit.NANOSECONDS.sleep(denied.retryAfter().toNanos());
            }
        } catch (SQLException e) {
            throw failure(
                    FailureKind.DOWNLOAD_FAILED, "the rate limit could not be read, SQL state " + e.getSQLState());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(FailureKind.INTERRUPTED, "the thread was interrupted");
        }
        return client.client().resume(task);
    }

    private VideoException failure(FailureKind kind, String why) {
        return new VideoException(
                VideoFailure.of(kind, "the video was not downloaded: " + why + ". It is still at the vendor.")
                        .withTask(task));
    }
}
