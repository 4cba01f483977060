package io.github.reel4j.provider.feign.download;

import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.TransportFailures;
import io.github.reel4j.provider.feign.text.ByteCount;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/** Takes in the body of one reply, and refuses what is no video, too large, too slow, or not as long as it was said to be. */
final class BodyTransfer {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final DownloadResponse response;
    private final DownloadLimits limits;
    private final OptionalLong expected;

    /** @param expected the size that the vendor told, if it did */
    BodyTransfer(DownloadResponse response, DownloadLimits limits, OptionalLong expected) {
        this.response = response;
        this.limits = limits;
        this.expected = expected;
    }

    /** Before anything of the body is read. */
    void checkSize() throws DownloadException {
        OptionalLong announced = response.fileSize();
        if (announced.orElse(-1) > limits.maxBytes() || expected.orElse(-1) > limits.maxBytes()) {
            throw tooLarge();
        }
        if (announced.isPresent() && expected.isPresent() && !announced.equals(expected)) {
            throw wrongSize(announced.getAsLong(), expected.getAsLong());
        }
    }

    /** @param part empty, or what the body goes on with */
    void copyTo(PartFile part) throws DownloadException, InterruptedException {
        VideoFormat signature = new VideoFormat();
        signature.inspect(part.head());
        MinimumThroughput pace =
                new MinimumThroughput(limits.minBytesPerSecond(), limits.throughputWindow(), System.nanoTime());
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = response.read(buffer, part.size()); read >= 0; read = response.read(buffer, part.size())) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            signature.inspect(bytes);
            if (signature.complete() && !signature.isVideo()) {
                throw noVideo();
            }
            if (part.size() + read > limits.maxBytes()) {
                throw tooLarge();
            }
            part.write(bytes);
            if (!pace.isSatisfied(read, System.nanoTime())) {
                throw tooSlow(part.size());
            }
        }
        if (!signature.isVideo()) {
            throw noVideo();
        }
        checkSizes(part);
        if (!part.isComplete()) {
            throw new DownloadException(
                    Reason.CONNECTION_LOST,
                    "the file from " + response.host() + " ends in the middle, after " + part.size() + " bytes");
        }
    }

    /** All that were told: by the vendor, by the reply with which the part began, and by this one. */
    private void checkSizes(PartFile part) throws DownloadException {
        for (OptionalLong meant : List.of(expected, part.total(), response.fileSize())) {
            if (meant.isPresent() && meant.getAsLong() != part.size()) {
                throw wrongSize(part.size(), meant.getAsLong());
            }
        }
    }

    private DownloadException tooLarge() {
        return new DownloadException(
                Reason.TOO_LARGE,
                "the file at " + response.host() + " is larger than " + ByteCount.of(limits.maxBytes()));
    }

    private DownloadException tooSlow(long size) {
        return new DownloadException(
                Reason.TOO_SLOW,
                response.host() + " sent less than " + ByteCount.of(limits.minBytesPerSecond()) + " a second for "
                        + TransportFailures.seconds(limits.throughputWindow()) + "; " + size + " bytes have arrived");
    }

    private DownloadException noVideo() {
        return new DownloadException(
                Reason.NOT_VIDEO, "what " + response.host() + " sent is neither an MP4 nor a WebM video");
    }

    private DownloadException wrongSize(long size, long meant) {
        return new DownloadException(
                Reason.CONNECTION_LOST,
                "the file at " + response.host() + " has " + size + " bytes, but " + meant + " were announced");
    }
}
