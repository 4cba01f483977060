package io.github.reel4j.provider.feign.download;

import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bytes of a download that have arrived so far, if it writes to a channel of the program. It can be continued
 * within the same download, but neither discarded nor kept. The first bytes are held back until they identify the
 * format, so that nothing of a file that is not a video is written. Not thread-safe.
 */
final class ChannelPart extends PartialDownload {

    private final WritableByteChannel channel;
    private final StreamedCompleteness completeness = new StreamedCompleteness();
    private final ByteBuffer head = ByteBuffer.allocate(MIN_RESUMABLE_BYTES);
    private long written;

    ChannelPart(WritableByteChannel channel, Optional<EntityValidator> version, OptionalLong total) {
        super(version, total, 0);
        this.channel = channel;
    }

    @Override
    ByteBuffer head() {
        return head.duplicate().flip();
    }

    @Override
    boolean isComplete() {
        return completeness.isComplete();
    }

    @Override
    void write(ByteBuffer bytes) throws DownloadException {
        add(bytes.remaining());
        if (head.hasRemaining()) {
            while (head.hasRemaining() && bytes.hasRemaining()) {
                head.put(bytes.get());
            }
            if (head.hasRemaining()) {
                return;
            }
            pass(head());
        }
        pass(bytes);
    }

    private void pass(ByteBuffer bytes) throws DownloadException {
        completeness.inspect(bytes);
        while (bytes.hasRemaining()) {
            int before = bytes.remaining();
            int accepted = writeSome(bytes);
            if (accepted <= 0 || accepted != before - bytes.remaining()) {
                throw new DownloadException(
                        Reason.CHANNEL, "the channel accepts no bytes. It must be in blocking mode");
            }
            written += accepted;
        }
    }

    private int writeSome(ByteBuffer bytes) throws DownloadException {
        try {
            return channel.write(bytes);
        } catch (IOException | RuntimeException e) { // channels of the program may throw anything
            if (isInterrupt(e)) {
                Thread.currentThread().interrupt();
                throw new DownloadException(Reason.INTERRUPTED, "the download was interrupted", e);
            }
            // Only the type: the message is the program's, and may contain a signed URL.
            throw new DownloadException(
                    Reason.CHANNEL, "the channel threw " + e.getClass().getName(), e);
        }
    }

    private static boolean isInterrupt(Exception e) {
        return e instanceof ClosedByInterruptException
                || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException))
                || Thread.currentThread().isInterrupted();
    }

    @Override
    void publish() {}

    @Override
    void keep() {}

    /** @throws DownloadException if bytes were written, because they cannot be taken back */
    @Override
    void discard() throws DownloadException {
        if (written > 0) {
            throw new DownloadException(
                    Reason.NOT_RESUMABLE,
                    "the connection broke after " + size() + " bytes, and the host did not continue the same file");
        }
    }

    @Override
    public void close() {}
}
