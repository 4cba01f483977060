package io.github.reel4j.tracking;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Wraps the channel that the program passes for a download: counts the bytes that it accepts, and ignores a provider
 * that closes it. Thread-safe.
 */
final class CountingChannel implements WritableByteChannel {

    private final WritableByteChannel channel;
    private volatile long count;

    CountingChannel(WritableByteChannel channel) {
        this.channel = channel;
    }

    /** Returns the number of bytes that the channel has accepted. */
    long count() {
        return count;
    }

    @Override
    public synchronized int write(ByteBuffer bytes) throws IOException {
        int before = bytes.remaining();
        try {
            return channel.write(bytes);
        } finally {
            count += before - bytes.remaining(); // a channel may accept some bytes before it throws
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Does nothing, because the program closes its channel. */
    @Override
    public void close() {}
}
