package io.github.reel4j.provider.feign.download;

import io.github.reel4j.provider.feign.http.CallDeadline;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way from a host to its place, over as many connections as it takes: what broke off is gone on with from where it
 * broke, if the host proves that it is still the same file, and begun anew otherwise. Of one thread.
 */
public final class Download implements AutoCloseable {

    private static final int MAX_RESUMPTIONS = 5;

    private final DownloadClient client;
    private final DownloadLimits limits;
    private final DownloadRequest request;
    private final CallDeadline deadline;
    private final PartFileName name;
    private @Nullable PartFile part;

    /**
     * What is to be fetched.
     *
     * @param task whose video it is: only its own parts are gone on with
     * @param size that the vendor told, if it did; any other is an error
     */
    public record DownloadRequest(String task, String link, TargetFile target, OptionalLong size) {}

    Download(DownloadClient client, DownloadLimits limits, DownloadRequest request) {
        this.client = client;
        this.limits = limits;
        this.request = request;
        this.deadline = CallDeadline.of(limits.totalTimeout());
        this.name = PartFileName.of(request.task(), request.link());
        this.part = PartFile.findResumable(request.target(), name).orElse(null);
    }

    /** Brings it whole, or keeps what is worth going on with; answers with its size in bytes. */
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
            BodyTransfer transfer = new BodyTransfer(response, limits, request.size());
            transfer.checkSize();
            PartFile growing = part;
            if (growing == null || response.status() == 200) {
                discard();
                growing = PartFile.start(
                        request.target(), name, EntityValidator.of(response.headers()), response.fileSize());
                part = growing;
            }
            growing.announced(response.fileSize());
            transfer.copyTo(growing);
            growing.publish();
            return growing.size();
        }
    }

    /** A reply that brings the file from the end of the part on, or from its beginning. */
    private DownloadResponse openResponse() throws DownloadException, InterruptedException {
        PartFile started = part;
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

    private static Map<String, Collection<String>> range(PartFile started) {
        return Map.of(
                "Range", List.of("bytes=" + started.size() + "-"),
                "If-Range",
                        List.of(started.validator()
                                .map(EntityValidator::validator)
                                .orElseThrow()));
    }

    /** A 206 repeats the ETag (RFC 9110, 15.3.7); a date of change need not be repeated. The size of the file is the same. */
    private static boolean isContinuation(PartFile started, DownloadResponse response) {
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

    private void keepIf(boolean worthIt) {
        PartFile left = part;
        if (left != null && worthIt && left.size() < request.size().orElse(Long.MAX_VALUE)) {
            left.keep();
        }
    }

    private void discard() throws DownloadException {
        PartFile left = part;
        part = null;
        if (left != null) {
            left.close();
        }
    }

    @Override
    public void close() throws DownloadException {
        discard();
    }
}
