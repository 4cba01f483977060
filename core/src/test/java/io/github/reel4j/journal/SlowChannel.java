package io.github.reel4j.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A file channel that reads and writes 3 bytes at a time, as systems may, and records its size at each force.
 */
final class SlowChannel extends PositionalChannel {

    private static final int MAX_BYTES = 3;

    private final FileChannel file;
    private final List<Long> forced = new ArrayList<>();

    SlowChannel(FileChannel file) {
        this.file = file;
    }

    List<Long> forced() {
        return forced;
    }

    private static ByteBuffer few(ByteBuffer bytes) {
        return bytes.slice(bytes.position(), Math.min(MAX_BYTES, bytes.remaining()));
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        int read = file.read(few(bytes), position);
        bytes.position(bytes.position() + Math.max(0, read));
        return read;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        int written = file.write(few(bytes), position);
        bytes.position(bytes.position() + written);
        return written;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force(metaData);
        forced.add(size());
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }
}
