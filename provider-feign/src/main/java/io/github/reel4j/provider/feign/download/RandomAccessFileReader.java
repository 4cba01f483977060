package io.github.reel4j.provider.feign.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads a file at random offsets through a small buffer. The number of reads is limited, in case the file has many tiny
 * parts.
 */
final class RandomAccessFileReader {

    private static final int WINDOW = 16 * 1024;
    /** A video of 1 hour with all its fragments has far fewer parts. */
    private static final int MAX_READS = 2_000_000;

    private final FileChannel file;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long start;
    private int reads;

    RandomAccessFileReader(FileChannel file, long size) {
        this.file = file;
        this.size = size;
    }

    long size() {
        return size;
    }

    /**
     * Returns bytes of the file, in a buffer that begins at index 0.
     *
     * @param count at most 1024, and not beyond the end of the file
     * @throws EOFException if the file has become shorter, or there were too many reads
     */
    ByteBuffer at(long offset, int count) throws IOException {
        if (++reads > MAX_READS) {
            throw new EOFException("too many parts");
        }
        if (offset < start || offset + count > start + window.limit()) {
            fill(offset);
        }
        if (offset + count > start + window.limit()) {
            throw new EOFException("the file was truncated");
        }
        return window.slice((int) (offset - start), count);
    }

    private void fill(long offset) throws IOException {
        start = offset;
        window.clear();
        window.limit((int) Math.min(WINDOW, size - offset));
        while (window.hasRemaining() && file.read(window, offset + window.position()) >= 0) {
            // a read may return less
        }
        window.flip();
    }
}
