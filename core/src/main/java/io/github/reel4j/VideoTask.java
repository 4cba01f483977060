package io.github.reel4j;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.tracking.FreshLinkRule;
import io.github.reel4j.tracking.PollEvent;
import io.github.reel4j.tracking.VideoFiles;
import io.github.reel4j.tracking.VideoTaskDelegate;
import io.vavr.control.Either;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A paid task at the vendor, from submit to download. The task continues at the vendor whatever happens to this object,
 * so keep {@link #ref()}. Thread-safe.
 */
public final class VideoTask {

    private final VideoTaskDelegate task;

    VideoTask(VideoTaskDelegate task) {
        this.task = task;
    }

    /** Returns the handle of the task. Its text form lets any JVM {@linkplain VideoClient#resume resume} the task. */
    public TaskRef ref() {
        return task.ref();
    }

    /**
     * Adds a listener that is called after each poll, one call at a time, on a thread of the client. Exceptions of the
     * listener are logged. A listener that blocks delays no other listener and no poll, but delays waits for the result
     * by up to 1 second.
     */
    public VideoTask onProgress(Consumer<Progress> listener) {
        Objects.requireNonNull(listener, "listener");
        task.onPoll(event -> listener.accept(progress(event)));
        return this;
    }

    /**
     * Returns the polls as a stream. Each subscription is a wait as {@link #await()}: it causes polls, completes after
     * the poll that returned the video, and fails with a {@link VideoException} where {@link #await()} would throw. A
     * subscriber that requests too few items misses those that exceed its buffer of 64.
     */
    public Flow.Publisher<Progress> progress() {
        return task.progress(this::progress, VideoException::new);
    }

    /**
     * Waits as {@link #await(Duration)}, with the client's {@link VideoClientBuilder#waitTimeout}; 30 minutes by
     * default.
     */
    public GeneratedVideo await() {
        return await(task.waitTimeout());
    }

    /**
     * Blocks until the video is finished.
     *
     * @param timeout more than 0; if it passes, the failure is {@link FailureKind#STILL_RUNNING} and the task continues
     * @throws VideoException if the task failed at the vendor, the timeout passed, or the thread was interrupted (its
     *     interrupt flag stays set)
     * @throws IllegalArgumentException if {@code timeout} is not more than 0
     */
    public GeneratedVideo await(Duration timeout) {
        return task.await(timeout).getOrElseThrow(VideoException::new);
    }

    /**
     * Waits as {@link #await()}, without blocking a thread. Completing or cancelling the future ends the wait, but not
     * the task. Dependents of the future may block: they run on a thread of their own, of which a client has at most
     * 256.
     */
    public CompletableFuture<GeneratedVideo> toFuture() {
        return task.toFuture(VideoException::new);
    }

    /**
     * Waits as {@link #await()}, and downloads the video to {@code target}, which appears complete or not at all. If
     * the link to the video has expired, the vendor is polled for a fresh one, once: before the download if
     * {@link GeneratedVideo#expiresAt} has passed, otherwise after it has failed. If the task has several videos, this
     * is the first one; see {@link #downloadAll(Path)}.
     *
     * @param target a file that does not exist, in a folder that exists
     * @return the downloaded file
     * @throws VideoException as {@link #await()}, or if the download failed; vendors keep a video for some time, so the
     *     call can be repeated
     */
    public Path download(Path target) {
        return download(target, file -> file);
    }

    /**
     * Downloads the video as {@link #download(Path)} does, and lets {@code relocate} move the file before the journal
     * records where it is.
     *
     * @param relocate receives the downloaded file, may move it, and returns its final path; exceptions are passed on
     * @return the final path
     */
    public Path download(Path target, UnaryOperator<Path> relocate) {
        Path file = relocate.apply(withFreshLink(video -> task.download(video, target)));
        task.recordDownload(file);
        return file;
    }

    /**
     * Downloads the video as {@link #download(Path)} does, without blocking a thread while it waits for the task. A
     * client transfers at most 32 videos of this method at a time, each on a worker thread; further downloads wait in
     * FIFO order without a thread.
     *
     * <p>Completing or cancelling the future in any way ends the wait or the transfer, but not the task. The part that
     * has arrived is kept if it can be resumed, and the next download to the same folder continues it. {@code
     * obtrudeValue} and {@code obtrudeException} throw {@link UnsupportedOperationException}. Dependents of the future
     * may block: they run on a thread of their own, of which a client has at most 256.
     *
     * @param target a file that does not exist, in a folder that exists
     * @return a future of the downloaded file; it fails with the {@link VideoException} that {@link #download(Path)}
     *     would throw
     */
    public CompletableFuture<Path> downloadAsync(Path target) {
        return task.downloadAsync(Objects.requireNonNull(target, "target"), VideoException::new);
    }

    /**
     * Waits as {@link #await()}, and writes the video to {@code target}, for example to an object store. The channel is
     * not closed. Success means that it has accepted a complete video. Nothing is recorded in the journal, because
     * there is no file.
     *
     * <p>Bytes may have been written before a failure is known, so discard what the channel received after one. The
     * message of the failure says how many bytes that were. If the connection breaks, the download continues on another
     * connection as long as the host confirms that the file is unchanged; otherwise it fails, because a channel cannot
     * start again. If the link has expired before the first byte, the vendor is polled for a fresh one, once.
     *
     * @param target a channel in blocking mode that accepts at least 1 byte at each write; no other thread may use it
     *     during the call. A channel that blocks delays the download, which may take 1 hour
     * @return the number of bytes written
     * @throws VideoException as {@link #await()}; or of kind {@link FailureKind#DOWNLOAD_FAILED} if the download failed
     *     or the channel threw an exception, or of kind {@link FailureKind#INTERRUPTED} if the thread was interrupted.
     *     The video is still at the vendor, so the call can be repeated with a new channel
     */
    public long download(WritableByteChannel target) {
        Objects.requireNonNull(target, "target");
        return withFreshLink(video -> task.download(video, target));
    }

    /**
     * Adds a listener that is called while downloads of this object progress: at most 10 times per second, with the
     * first and the last bytes, one call at a time, on a thread of the client. Exceptions of the listener are logged. A
     * listener that blocks delays no download; if it blocks for long, it misses calls.
     */
    public VideoTask onDownload(Consumer<DownloadProgress> listener) {
        Objects.requireNonNull(listener, "listener");
        task.onDownload(event -> listener.accept(
                new DownloadProgress(ref(), event.bytesReceived(), event.bytesTotal(), event.elapsed())));
        return this;
    }

    /**
     * Waits as {@link #await()}, and downloads all videos of the task, for vendors that return several: see {@link
     * GeneratedVideo#others}. Each is downloaded as by {@link #download(Path)}.
     *
     * @param target a file that does not exist, in a folder that exists; the other videos get its name with a number,
     *     such as {@code kitten-2.mp4}
     * @return the downloaded files, at least 1, that of {@link #await()} first
     * @throws VideoException as {@link #download(Path)}; the message names the files that are complete
     */
    public List<Path> downloadAll(Path target) {
        return downloadAll(target, file -> file);
    }

    /**
     * Downloads the videos as {@link #downloadAll(Path)} does, and lets {@code relocate} move each complete file. When
     * all are complete, the journal records where the first one is.
     *
     * @param relocate receives each downloaded file, may move it, and returns its final path; exceptions are passed on
     * @return the final paths
     */
    public List<Path> downloadAll(Path target, UnaryOperator<Path> relocate) {
        Objects.requireNonNull(target, "target");
        int count = await().withOthers().size();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(relocate.apply(download(i, VideoFiles.numbered(target, i + 1), files)));
        }
        task.recordDownload(files.get(0));
        return List.copyOf(files);
    }

    /** @param complete the files of the videos before, for the message of a failure */
    private Path download(int index, Path target, List<Path> complete) {
        try {
            return withFreshLink(index, video -> task.download(video, target));
        } catch (VideoException e) {
            if (complete.isEmpty()) {
                throw e;
            }
            throw new VideoException(VideoFiles.partial(e.failure(), complete));
        }
    }

    private <T> T withFreshLink(Function<GeneratedVideo, Either<VideoFailure, T>> download) {
        return withFreshLink(0, video -> {
            task.warnOfOthers(video);
            return download.apply(video);
        });
    }

    /**
     * Waits for the videos and downloads one of them, at most once with a fresh link; see {@link FreshLinkRule}.
     *
     * @param index of the video, 0 for the first
     */
    private <T> T withFreshLink(int index, Function<GeneratedVideo, Either<VideoFailure, T>> download) {
        GeneratedVideo video = await().withOthers().get(index);
        if (task.hasExpired(video)) {
            return FreshLinkRule.refreshed(video, freshVideo(index))
                    .flatMap(download)
                    .getOrElseThrow(VideoException::new);
        }
        Either<VideoFailure, T> first = download.apply(video);
        if (first.isRight() || !FreshLinkRule.appliesTo(first.getLeft())) {
            return first.getOrElseThrow(VideoException::new);
        }
        return download.apply(videoWithFreshLink(index, first.getLeft())).getOrElseThrow(VideoException::new);
    }

    /** Polls for a fresh link of one of the videos. */
    private Either<VideoFailure, GeneratedVideo> freshVideo(int index) {
        return task.withFreshTracking()
                .await(task.freshLinkTimeout())
                .map(GeneratedVideo::withOthers)
                .flatMap(videos -> index < videos.size()
                        ? Either.right(videos.get(index))
                        : Either.left(VideoFiles.missing(ref(), index + 1, videos.size())));
    }

    private GeneratedVideo videoWithFreshLink(int index, VideoFailure expired) {
        return freshVideo(index).getOrElseThrow(failure -> {
            VideoException reported = new VideoException(FreshLinkRule.failure(expired, failure));
            if (reported.failure() != failure) {
                reported.addSuppressed(new VideoException(failure));
            }
            return reported;
        });
    }

    private Progress progress(PollEvent event) {
        return new Progress(ref(), event.status(), event.elapsed(), event.polls());
    }

    @Override
    public String toString() {
        return ref().toString();
    }
}
