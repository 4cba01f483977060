package io.github.reel4j.tracking;

import io.github.reel4j.event.TaskEvents;
import io.github.reel4j.guard.CallerContext;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoDownloader;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Waits for one task, observes it and downloads its result, on behalf of one {@code VideoTask}. Several handles may
 * share the tracking, and so the polls, of one task; their references then differ only in parts that do not matter to
 * the vendor. Thread-safe.
 */
public final class VideoTaskDelegate {

    private static final SafeLog LOG = SafeLog.of(VideoTaskDelegate.class);

    /** Enough for 1 poll, because the video is finished. */
    private static final Duration FRESH_LINK_TIMEOUT = Duration.ofMinutes(2);

    private final TrackedTask tracked;
    private final TaskOutcomeRecorder recorder;
    private final VideoDownloader downloader;
    private final DownloadService downloads;
    private final Duration waitTimeout;
    private final Supplier<TrackedTask> freshTracking;
    private volatile List<SerialListener<DownloadProgressEvent>> downloadListeners = List.of();

    /**
     * @param waitTimeout the timeout of waits that do not specify one
     * @param freshTracking starts to track the same task as if nothing were known about it
     */
    VideoTaskDelegate(
            TrackedTask tracked,
            TaskOutcomeRecorder recorder,
            VideoDownloader downloader,
            DownloadService downloads,
            Duration waitTimeout,
            Supplier<TrackedTask> freshTracking) {
        this.tracked = tracked;
        this.recorder = recorder;
        this.downloader = downloader;
        this.downloads = downloads;
        this.waitTimeout = waitTimeout;
        this.freshTracking = freshTracking;
    }

    public TaskRef ref() {
        return recorder.task();
    }

    /** Returns the timeout of waits that do not specify one. */
    public Duration waitTimeout() {
        return waitTimeout;
    }

    /** Calls {@code listener} after each poll that returned a status, on a thread of {@link #notifier}. */
    public void onPoll(Consumer<PollEvent> listener) {
        tracked.addListener(listener);
    }

    void removeListener(Consumer<PollEvent> listener) {
        tracked.removeListener(listener);
    }

    /** Returns whether the vendor has returned a status of this task before. */
    public boolean hasStatus() {
        return tracked.pollState().lastStatus().isPresent();
    }

    /** Confirms that the task belongs to an order of this client, so that its end is recorded in the journal. */
    public void confirm() {
        recorder.confirm();
    }

    /** Blocks until the task ends, {@code timeout} passes, the client is closed, or the thread is interrupted. */
    public Either<VideoFailure, GeneratedVideo> await(Duration timeout) {
        CompletableFuture<Either<VideoFailure, GeneratedVideo>> end = new CompletableFuture<>();
        Runnable unsubscribe = await(timeout, end::complete);
        try {
            return end.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Either.left(WaitFailures.interrupted(ref()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a wait ends with a value", e);
        } finally {
            unsubscribe.run();
        }
    }

    /**
     * Starts a wait, and with it the polls.
     *
     * @param timeout more than 0
     * @param onEnd called once with the result, or with the failure that ended the wait, unless the wait is ended
     *     first; on a worker thread, on this thread, or on the thread that closes the client
     * @return ends the wait
     */
    public Runnable await(Duration timeout, Consumer<Either<VideoFailure, GeneratedVideo>> onEnd) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout of a wait must be more than 0, not " + timeout);
        }
        return tracked.await(
                new WaitEndListener() {
                    @Override
                    public void onCompleted(Either<VideoFailure, GeneratedVideo> end) {
                        recorder.recordEnd(end);
                        end.peek(VideoTaskDelegate.this::reportIfExpired);
                        onEnd.accept(withOwnRef(end));
                    }

                    @Override
                    public void onTimeout() {
                        onEnd.accept(Either.left(WaitFailures.stillRunning(timeout, ref(), tracked)));
                    }

                    @Override
                    public void onClosed() {
                        onEnd.accept(Either.left(WaitFailures.closed(ref())));
                    }
                },
                timeout);
    }

    /** Returns whether the link of {@code video} has expired, by the time that the vendor stated. */
    public boolean hasExpired(GeneratedVideo video) {
        return FreshLinkRule.expiredAt(video, tracked.now()).isPresent();
    }

    private void reportIfExpired(GeneratedVideo video) {
        FreshLinkRule.expiredAt(video, tracked.now()).ifPresent(time -> {
            LOG.warn(
                    "the link to the video of task {} has expired at {}; a download polls the task for a fresh link",
                    ref(),
                    time);
            tracked.events().linkExpired(ref(), time);
        });
    }

    /** Replaces the reference of the tracking by that of this handle. */
    private Either<VideoFailure, GeneratedVideo> withOwnRef(Either<VideoFailure, GeneratedVideo> end) {
        return tracked.task().equals(ref())
                ? end
                : end.bimap(
                        failure -> failure.task().isPresent() ? failure.withTask(ref()) : failure,
                        video -> video.withTask(ref()));
    }

    /** Returns the program's future of the video; {@code toException} creates the exception that it fails with. */
    public CompletableFuture<GeneratedVideo> toFuture(Function<VideoFailure, ? extends RuntimeException> toException) {
        return VideoFuture.start(this, toException);
    }

    /** Returns the polls as a stream, each converted by {@code toItem}; see {@link ProgressPublisher}. */
    public <P> Flow.Publisher<P> progress(
            Function<PollEvent, P> toItem, Function<VideoFailure, ? extends RuntimeException> toException) {
        return new ProgressPublisher<>(this, toItem, toException);
    }

    /** Returns a handle that polls the task again although its end is known, for example to get a fresh link. */
    public VideoTaskDelegate withFreshTracking() {
        return new VideoTaskDelegate(freshTracking.get(), recorder, downloader, downloads, waitTimeout, freshTracking);
    }

    /** Returns the timeout of the wait for a fresh link. */
    public Duration freshLinkTimeout() {
        return waitTimeout.compareTo(FRESH_LINK_TIMEOUT) < 0 ? waitTimeout : FRESH_LINK_TIMEOUT;
    }

    /** Calls {@code listener} while downloads of this handle progress, on a thread of {@link #notifier}. */
    public synchronized void onDownload(Consumer<DownloadProgressEvent> listener) {
        downloadListeners = Stream.concat(
                        downloadListeners.stream(), Stream.of(new SerialListener<>(notifier(), listener)))
                .toList();
    }

    /** Downloads the video to a file on the calling thread. */
    public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
        return published(() -> downloads.download(downloader, video, target, this::publish), VideoTaskDelegate::size);
    }

    /** Downloads the video to a channel on the calling thread; a failure says how many bytes were written. */
    public Either<VideoFailure, Long> download(GeneratedVideo video, WritableByteChannel target) {
        return published(() -> downloads.download(downloader, video, target, this::publish), OptionalLong::of);
    }

    /** Returns the program's future of the file; {@code toException} creates the exception that it fails with. */
    public CompletableFuture<Path> downloadAsync(
            Path target, Function<VideoFailure, ? extends RuntimeException> toException) {
        return DownloadFuture.start(this, target, toException);
    }

    /** Logs that a download of the first video leaves the others at the vendor. */
    public void warnOfOthers(GeneratedVideo video) {
        int others = video.withOthers().size() - 1;
        if (others > 0) {
            LOG.warn(
                    "task {} has {} more videos, which this download leaves at the vendor; downloadAll saves them",
                    ref(),
                    others);
        }
    }

    /** Publishes the start and the end of a download. */
    private <T> Either<VideoFailure, T> published(
            Supplier<Either<VideoFailure, T>> download, Function<T, OptionalLong> size) {
        TaskEvents events = tracked.events();
        long start = events.start();
        events.downloadStarted(ref());
        Either<VideoFailure, T> result = download.get();
        events.downloadFinished(ref(), start, result.map(size));
        return result;
    }

    private static OptionalLong size(Path file) {
        try {
            return OptionalLong.of(Files.size(file));
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }

    /** Receives the progress of all downloads of this handle. */
    private void publish(DownloadProgressEvent event) {
        tracked.events().downloadProgress(ref(), event.bytesReceived(), event.bytesTotal());
        downloadListeners.forEach(listener -> listener.publish(event));
    }

    /** Returns the context of the calling thread, for its asynchronous download. */
    CallerContext callerContext() {
        return downloads.callerContext();
    }

    /** Returns the executor of asynchronous downloads. */
    DownloadExecutor transfers() {
        return downloads.transfers();
    }

    /** Records in the journal that the video is at {@code file}. */
    public void recordDownload(Path file) {
        recorder.recordDownload(file);
    }

    /** Returns the executor of listeners and dependents. */
    ListenerExecutor notifier() {
        return tracked.notifier();
    }
}
