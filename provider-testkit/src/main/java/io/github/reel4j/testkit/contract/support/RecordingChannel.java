package io.github.reel4j.testkit.contract.support;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;

/** A channel that keeps what is written to it. Thread-safe. */
public final class RecordingChannel implements WritableByteChannel {

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean closed;

    /** Returns everything that was written. */
    public synchronized byte[] bytes() {
        return received.toByteArray();
    }

    @Override
    public synchronized int write(ByteBuffer bytes) throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
        byte[] taken = new byte[bytes.remaining()];
        bytes.get(taken);
        received.writeBytes(taken);
        return taken.length;
    }

    @Override
    public synchronized boolean isOpen() {
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
