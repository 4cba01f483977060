package io.github.reel4j.provider.feign.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes of a file by their place, read through a small window, and not without end: a walk over a file of many tiny parts is given up. */
final class FileWindow {

    private static final int WINDOW = 16 * 1024;
    /** An hour of pictures and their fragments has fewer parts by far. */
    private static final int MAX_READS = 2_000_000;

    private final FileChannel file;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long start;
    private int reads;

    FileWindow(FileChannel file, long size) {
        this.file = file;
        this.size = size;
    }

    long size() {
        return size;
    }

    /**
     * Some bytes, in a buffer that begins at 0.
     *
     * @param count at most 1024, and not beyond the end of the file
     * @throws EOFException if the file has become shorter, or has been looked at too often
     */
    ByteBuffer at(long place, int count) throws IOException {
        if (++reads > MAX_READS) {
            throw new EOFException("too many parts");
        }
        if (place < start || place + count > start + window.limit()) {
            fill(place);
        }
        if (place + count > start + window.limit()) {
            throw new EOFException("shorter than it was");
        }
        return window.slice((int) (place - start), count);
    }

    private void fill(long place) throws IOException {
        start = place;
        window.clear();
        window.limit((int) Math.min(WINDOW, size - place));
        while (window.hasRemaining() && file.read(window, place + window.position()) >= 0) {
            // a read may bring less
        }
        window.flip();
    }
}
