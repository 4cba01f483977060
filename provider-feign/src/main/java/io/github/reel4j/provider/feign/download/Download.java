package io.github.reel4j.provider.feign.download;

import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.provider.feign.http.CallDeadline;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A download of one file, over several connections if necessary. After an interruption it resumes if the host confirms
 * that the file is unchanged, and starts again otherwise. Not thread-safe.
 */
public final class Download implements AutoCloseable {

    private static final int MAX_RESUMPTIONS = 5;

    private final DownloadClient client;
    private final DownloadLimits limits;
    private final DownloadRequest request;
    private final CallDeadline deadline;
    private final PartFileName name;
    private @Nullable PartialDownload part;

    /**
     * A file to download.
     *
     * @param task the task of the video, whose part files can be resumed
     * @param size the size that the vendor announced, if any; another size is an error
     * @param listener receives the progress
     */
    public record DownloadRequest(
            String task, String link, DownloadDestination target, OptionalLong size, DownloadListener listener) {

        /** Creates a request without a listener. */
        public DownloadRequest(String task, String link, DownloadDestination target, OptionalLong size) {
            this(task, link, target, size, DownloadListener.NONE);
        }
    }

    Download(DownloadClient client, DownloadLimits limits, DownloadRequest request) {
        this.client = client;
        this.limits = limits;
        this.request = request;
        this.deadline = CallDeadline.after(limits.totalTimeout());
        this.name = PartFileName.of(request.task(), request.link());
        this.part = request.target().findResumable(name).orElse(null);
    }

    /** Downloads the file and returns its size in bytes. After a failure it keeps a part that can be resumed. */
    long run() throws DownloadException, InterruptedException {
        for (int resumptions = 0; ; resumptions++) {
            long before = size();
            try {
                return attempt();
            } catch (DownloadException e) {
                if (!e.reason().isResumable() || size() <= before || resumptions == MAX_RESUMPTIONS || !isResumable()) {
                    keepIf(e.reason().keepsPart());
                    throw e;
                }
            } catch (InterruptedException e) {
                keepIf(true);
                throw e;
            }
        }
    }

    private long attempt() throws DownloadException, InterruptedException {
        try (DownloadResponse response = openResponse()) {
            BodyTransfer transfer = new BodyTransfer(response, limits, request.size(), request.listener());
            transfer.checkSize();
            PartialDownload current = part;
            if (current == null || response.status() == 200) {
                discard();
                current = request.target().start(name, EntityValidator.of(response.headers()), response.fileSize());
                part = current;
            }
            current.announced(response.fileSize());
            transfer.copyTo(current);
            current.publish();
            return current.size();
        }
    }

    /** Opens a response with the rest of the file, or with the whole file. */
    private DownloadResponse openResponse() throws DownloadException, InterruptedException {
        PartialDownload started = part;
        if (started != null && isResumable()) {
            DownloadResponse response = client.open(request.link(), range(started), deadline);
            if (response.status() == 200 || isContinuation(started, response)) {
                return response;
            }
            response.close();
        }
        discard();
        return client.open(request.link(), Map.of(), deadline);
    }

    private static Map<String, Collection<String>> range(PartialDownload started) {
        return Map.of(
                "Range", List.of("bytes=" + started.size() + "-"),
                "If-Range",
                        List.of(started.validator()
                                .map(EntityValidator::validator)
                                .orElseThrow()));
    }

    /** A 206 must repeat the ETag (RFC 9110, 15.3.7) but not Last-Modified. The size of the file must be the same. */
    private static boolean isContinuation(PartialDownload started, DownloadResponse response) {
        Optional<ContentRange> range = response.range();
        Optional<EntityValidator> version = EntityValidator.of(response.headers());
        return response.status() == 206
                && range.isPresent()
                && range.get().first() == started.size()
                && started.total().orElse(range.get().end()) == range.get().end()
                && (version.equals(started.validator()) || (version.isEmpty() && started.hasDateAsVersion()));
    }

    private long size() {
        return part == null ? 0 : part.size();
    }

    private boolean isResumable() {
        return part != null && part.isResumable();
    }

    private void keepIf(boolean wanted) {
        PartialDownload kept = part;
        if (kept != null && wanted && kept.size() < request.size().orElse(Long.MAX_VALUE)) {
            kept.keep();
        }
    }

    private void discard() throws DownloadException {
        PartialDownload discarded = part;
        part = null;
        if (discarded != null) {
            discarded.discard();
        }
    }

    @Override
    public void close() throws DownloadException {
        PartialDownload last = part;
        part = null;
        if (last != null) {
            last.close();
        }
    }
}
