package io.github.reel4j.provider.feign.download;

import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.TransportFailures;
import io.github.reel4j.provider.feign.text.ByteCount;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * Copies the body of one response to a file or channel. It rejects bodies that are not a video, too large, too slow,
 * or of another size.
 */
final class BodyTransfer {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final DownloadResponse response;
    private final DownloadLimits limits;
    private final OptionalLong expected;
    private final DownloadListener listener;

    /**
     * Creates a transfer.
     *
     * @param expected the size that the vendor announced, if any
     * @param listener receives the progress
     */
    BodyTransfer(DownloadResponse response, DownloadLimits limits, OptionalLong expected, DownloadListener listener) {
        this.response = response;
        this.limits = limits;
        this.expected = expected;
        this.listener = listener;
    }

    /** Checks the announced sizes before the body is read. */
    void checkSize() throws DownloadException {
        OptionalLong announced = response.fileSize();
        if (announced.orElse(-1) > limits.maxBytes() || expected.orElse(-1) > limits.maxBytes()) {
            throw tooLarge();
        }
        if (announced.isPresent() && expected.isPresent() && !announced.equals(expected)) {
            throw wrongSize(announced.getAsLong(), expected.getAsLong());
        }
    }

    /**
     * Copies the body.
     *
     * @param part empty, or the beginning that the body continues
     */
    void copyTo(PartialDownload part) throws DownloadException, InterruptedException {
        VideoFormat format = new VideoFormat();
        format.inspect(part.head());
        MinimumThroughput throughput =
                new MinimumThroughput(limits.minBytesPerSecond(), limits.throughputWindow(), System.nanoTime());
        OptionalLong total = expected.isPresent() ? expected : part.total();
        long writeNanos = 0; // a slow disk or channel is not the host's fault
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = response.read(buffer, part.size()); read >= 0; read = response.read(buffer, part.size())) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            format.inspect(bytes);
            if (format.complete() && !format.isVideo()) {
                throw notVideo();
            }
            if (part.size() + read > limits.maxBytes()) {
                throw tooLarge();
            }
            long readAt = System.nanoTime();
            part.write(bytes);
            writeNanos += System.nanoTime() - readAt;
            listener.onBytes(part.size(), total);
            if (!throughput.isSatisfied(read, System.nanoTime() - writeNanos)) {
                throw tooSlow(part.size());
            }
        }
        if (!format.isVideo()) {
            throw notVideo();
        }
        checkSizes(part);
        if (!part.isComplete()) {
            throw new DownloadException(
                    Reason.CONNECTION_LOST,
                    "the file from " + response.host() + " is incomplete after " + part.size() + " bytes");
        }
    }

    /** Checks the sizes announced by the vendor, by the response that began the part, and by this response. */
    private void checkSizes(PartialDownload part) throws DownloadException {
        for (OptionalLong announced : List.of(expected, part.total(), response.fileSize())) {
            if (announced.isPresent() && announced.getAsLong() != part.size()) {
                throw wrongSize(part.size(), announced.getAsLong());
            }
        }
    }

    private DownloadException tooLarge() {
        return new DownloadException(
                Reason.TOO_LARGE,
                "the file at " + response.host() + " is larger than the limit of " + ByteCount.of(limits.maxBytes()));
    }

    private DownloadException tooSlow(long size) {
        return new DownloadException(
                Reason.TOO_SLOW,
                response.host() + " sent less than " + ByteCount.of(limits.minBytesPerSecond()) + " per second for "
                        + TransportFailures.format(limits.throughputWindow()) + "; " + size + " bytes have arrived");
    }

    private DownloadException notVideo() {
        return new DownloadException(
                Reason.NOT_VIDEO, "the file from " + response.host() + " is neither an MP4 nor a WebM video");
    }

    private DownloadException wrongSize(long size, long announced) {
        return new DownloadException(
                Reason.CONNECTION_LOST,
                "the file at " + response.host() + " has " + size + " bytes, but " + announced + " were announced");
    }
}
