package io.github.reel4j.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** A file that takes and gives three bytes at a time, as systems may, and notes how many it held when they were forced to the disk. */
final class SlowChannel extends PositionalChannel {

    private static final int AT_ONCE = 3;

    private final FileChannel file;
    private final List<Long> forced = new ArrayList<>();

    SlowChannel(FileChannel file) {
        this.file = file;
    }

    List<Long> forced() {
        return forced;
    }

    private static ByteBuffer few(ByteBuffer bytes) {
        return bytes.slice(bytes.position(), Math.min(AT_ONCE, bytes.remaining()));
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
