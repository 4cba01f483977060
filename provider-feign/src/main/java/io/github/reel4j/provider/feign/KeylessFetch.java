package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.DownloadException.Reason;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;

/**
 * Downloads a result to a new file. Knows no key, so it cannot send one to the foreign host a result lies on.
 *
 * <p>The file appears under its name whole, or not at all; a failed download leaves nothing behind. Safe for use by many threads.
 */
final class KeylessFetch {

    private final ResultHost results;
    private final FetchLimits limits;

    KeylessFetch(AddressGuard guard, FetchLimits limits) {
        this.results = new ResultHost(guard, limits);
        this.limits = limits;
    }

    /**
     * Downloads what the link leads to.
     *
     * @param target a path where nothing exists, in a directory that does
     * @param expectedBytes the size the vendor told, if it did; any other size is an error
     * @return the size in bytes
     */
    long fetch(String link, Path target, OptionalLong expectedBytes) throws DownloadException {
        PartFile.checkTarget(target);
        Countdown countdown = Countdown.of(limits.total());
        try {
            HttpResponse<BodyFeed> response = results.open(link, countdown);
            try (BodyFeed body = response.body();
                    PartFile part = PartFile.beside(target)) {
                String host = response.uri().getHost();
                checkHead(host, response.headers(), expectedBytes);
                long size = copy(host, body, part, countdown);
                if (expectedBytes.isPresent() && expectedBytes.getAsLong() != size) {
                    throw wrongSize(host, size, expectedBytes.getAsLong());
                }
                part.publish();
                return size;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadException(Reason.INTERRUPTED, "the download was interrupted", e);
        }
    }

    private void checkHead(String host, HttpHeaders headers, OptionalLong expectedBytes) throws DownloadException {
        if (ReplyHead.contentCoding(headers.map()).isPresent()) {
            throw new DownloadException(Reason.NOT_VIDEO, "what " + host + " sends is compressed, not a plain video");
        }
        long announced = headers.firstValue("Content-Length")
                .filter(length -> length.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
        if (announced > limits.maxBytes() || expectedBytes.orElse(-1) > limits.maxBytes()) {
            throw tooLarge(host);
        }
        if (announced >= 0 && expectedBytes.isPresent() && expectedBytes.getAsLong() != announced) {
            throw wrongSize(host, announced, expectedBytes.getAsLong());
        }
    }

    private long copy(String host, BodyFeed body, PartFile part, Countdown countdown)
            throws DownloadException, InterruptedException {
        VideoSignature signature = new VideoSignature();
        long size = 0;
        for (Optional<List<ByteBuffer>> piece = next(host, body, countdown, size);
                piece.isPresent();
                piece = next(host, body, countdown, size)) {
            for (ByteBuffer bytes : piece.get()) {
                signature.see(bytes);
                if (signature.complete() && !signature.isVideo()) {
                    throw noVideo(host);
                }
                size += bytes.remaining();
                if (size > limits.maxBytes()) {
                    throw tooLarge(host);
                }
                part.write(bytes);
            }
        }
        if (!signature.isVideo()) {
            throw noVideo(host);
        }
        return size;
    }

    private Optional<List<ByteBuffer>> next(String host, BodyFeed body, Countdown countdown, long size)
            throws DownloadException, InterruptedException {
        try {
            if (!countdown.isOver()) {
                return body.next(countdown.atMost(limits.silence()));
            }
        } catch (TimeoutException e) {
            if (!countdown.isOver()) {
                throw new DownloadException(
                        Reason.TIMED_OUT,
                        host + " sent nothing more for " + TransportFailures.seconds(limits.silence()) + " after "
                                + size + " bytes");
            }
        } catch (IOException e) {
            throw new DownloadException(Reason.CUT, "the file from " + host + " broke off after " + size + " bytes", e);
        }
        throw new DownloadException(
                Reason.TIMED_OUT,
                "the file from " + host + " was not complete in " + TransportFailures.seconds(limits.total()));
    }

    private DownloadException tooLarge(String host) {
        return new DownloadException(
                Reason.TOO_LARGE, "the file at " + host + " is larger than " + ByteCount.of(limits.maxBytes()));
    }

    private static DownloadException noVideo(String host) {
        return new DownloadException(Reason.NOT_VIDEO, "what " + host + " sent is neither an MP4 nor a WebM video");
    }

    private static DownloadException wrongSize(String host, long size, long expected) {
        return new DownloadException(
                Reason.CUT, "the file at " + host + " has " + size + " bytes, but " + expected + " were announced");
    }
}
