package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.DownloadException.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/** Takes in the body of one reply, and refuses what is no video, too large, too slow, or not as long as it was said to be. */
final class Transfer {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final HostReply reply;
    private final FetchLimits limits;
    private final OptionalLong expected;

    /** @param expected the size that the vendor told, if it did */
    Transfer(HostReply reply, FetchLimits limits, OptionalLong expected) {
        this.reply = reply;
        this.limits = limits;
        this.expected = expected;
    }

    /** Before anything of the body is read. */
    void checkSize() throws DownloadException {
        OptionalLong announced = reply.fileSize();
        if (announced.orElse(-1) > limits.maxBytes() || expected.orElse(-1) > limits.maxBytes()) {
            throw tooLarge();
        }
        if (announced.isPresent() && expected.isPresent() && !announced.equals(expected)) {
            throw wrongSize(announced.getAsLong(), expected.getAsLong());
        }
    }

    /** @param part empty, or what the body goes on with */
    void into(PartFile part) throws DownloadException, InterruptedException {
        VideoSignature signature = new VideoSignature();
        signature.see(part.head());
        PaceFloor pace = new PaceFloor(limits.bytesPerSecond(), limits.stretch(), System.nanoTime());
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = reply.read(buffer, part.size()); read >= 0; read = reply.read(buffer, part.size())) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            signature.see(bytes);
            if (signature.complete() && !signature.isVideo()) {
                throw noVideo();
            }
            if (part.size() + read > limits.maxBytes()) {
                throw tooLarge();
            }
            part.write(bytes);
            if (!pace.keeps(read, System.nanoTime())) {
                throw tooSlow(part.size());
            }
        }
        if (!signature.isVideo()) {
            throw noVideo();
        }
        checkSizes(part);
        if (!part.endsWhole()) {
            throw new DownloadException(
                    Reason.CUT,
                    "the file from " + reply.host() + " ends in the middle, after " + part.size() + " bytes");
        }
    }

    /** All that were told: by the vendor, by the reply with which the part began, and by this one. */
    private void checkSizes(PartFile part) throws DownloadException {
        for (OptionalLong meant : List.of(expected, part.total(), reply.fileSize())) {
            if (meant.isPresent() && meant.getAsLong() != part.size()) {
                throw wrongSize(part.size(), meant.getAsLong());
            }
        }
    }

    private DownloadException tooLarge() {
        return new DownloadException(
                Reason.TOO_LARGE, "the file at " + reply.host() + " is larger than " + ByteCount.of(limits.maxBytes()));
    }

    private DownloadException tooSlow(long size) {
        return new DownloadException(
                Reason.TOO_SLOW,
                reply.host() + " sent less than " + ByteCount.of(limits.bytesPerSecond()) + " a second for "
                        + TransportFailures.seconds(limits.stretch()) + "; " + size + " bytes have arrived");
    }

    private DownloadException noVideo() {
        return new DownloadException(
                Reason.NOT_VIDEO, "what " + reply.host() + " sent is neither an MP4 nor a WebM video");
    }

    private DownloadException wrongSize(long size, long meant) {
        return new DownloadException(
                Reason.CUT,
                "the file at " + reply.host() + " has " + size + " bytes, but " + meant + " were announced");
    }
}
