package io.github.reel4j.provider.feign;

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
final class Download implements AutoCloseable {

    private static final int MAX_RESUMPTIONS = 5;

    private final ResultHost results;
    private final FetchLimits limits;
    private final Wanted wanted;
    private final Countdown countdown;
    private final PartName name;
    private @Nullable PartFile part;

    /**
     * What is to be fetched.
     *
     * @param task whose video it is: only its own parts are gone on with
     * @param size that the vendor told, if it did; any other is an error
     */
    record Wanted(String task, String link, TargetFile target, OptionalLong size) {}

    Download(ResultHost results, FetchLimits limits, Wanted wanted) {
        this.results = results;
        this.limits = limits;
        this.wanted = wanted;
        this.countdown = Countdown.of(limits.total());
        this.name = PartName.of(wanted.task(), wanted.link());
        this.part = PartFile.kept(wanted.target(), name).orElse(null);
    }

    /** Brings it whole, or keeps what is worth going on with; answers with its size in bytes. */
    long run() throws DownloadException, InterruptedException {
        for (int resumptions = 0; ; resumptions++) {
            long before = size();
            try {
                return once();
            } catch (DownloadException e) {
                if (!e.reason().brokeOff() || size() <= before || resumptions == MAX_RESUMPTIONS || !isResumable()) {
                    keepIf(e.reason().keepsPart());
                    throw e;
                }
            } catch (InterruptedException e) {
                keepIf(true);
                throw e;
            }
        }
    }

    private long once() throws DownloadException, InterruptedException {
        try (HostReply reply = ask()) {
            Transfer transfer = new Transfer(reply, limits, wanted.size());
            transfer.checkSize();
            PartFile growing = part;
            if (growing == null || reply.status() == 200) {
                drop();
                growing = PartFile.begin(wanted.target(), name, FileVersion.of(reply.headers()), reply.fileSize());
                part = growing;
            }
            growing.announced(reply.fileSize());
            transfer.into(growing);
            growing.publish();
            return growing.size();
        }
    }

    /** A reply that brings the file from the end of the part on, or from its beginning. */
    private HostReply ask() throws DownloadException, InterruptedException {
        PartFile begun = part;
        if (begun != null && isResumable()) {
            HostReply reply = results.open(wanted.link(), range(begun), countdown);
            if (reply.status() == 200 || continues(begun, reply)) {
                return reply;
            }
            reply.close();
        }
        drop();
        return results.open(wanted.link(), Map.of(), countdown);
    }

    private static Map<String, Collection<String>> range(PartFile begun) {
        return Map.of(
                "Range", List.of("bytes=" + begun.size() + "-"),
                "If-Range", List.of(begun.version().map(FileVersion::validator).orElseThrow()));
    }

    /** A 206 repeats the ETag (RFC 9110, 15.3.7); a date of change need not be repeated. The size of the file is the same. */
    private static boolean continues(PartFile begun, HostReply reply) {
        Optional<ContentRange> range = reply.range();
        Optional<FileVersion> version = FileVersion.of(reply.headers());
        return reply.status() == 206
                && range.isPresent()
                && range.get().first() == begun.size()
                && begun.total().orElse(range.get().end()) == range.get().end()
                && (version.equals(begun.version()) || (version.isEmpty() && begun.hasDateAsVersion()));
    }

    private long size() {
        return part == null ? 0 : part.size();
    }

    private boolean isResumable() {
        return part != null && part.isResumable();
    }

    private void keepIf(boolean worthIt) {
        PartFile left = part;
        if (left != null && worthIt && left.size() < wanted.size().orElse(Long.MAX_VALUE)) {
            left.keep();
        }
    }

    private void drop() throws DownloadException {
        PartFile left = part;
        part = null;
        if (left != null) {
            left.close();
        }
    }

    @Override
    public void close() throws DownloadException {
        drop();
    }
}
