package io.github.reel4j.testkit.contract.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;

/** A channel that keeps what is written to it, and may fail after a number of bytes. Thread-safe. */
public final class RecordingChannel implements WritableByteChannel {

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final int maxBytes;
    private final boolean closesWhenFull;
    private boolean closed;

    public RecordingChannel() {
        this(Integer.MAX_VALUE, false);
    }

    private RecordingChannel(int maxBytes, boolean closesWhenFull) {
        this.maxBytes = maxBytes;
        this.closesWhenFull = closesWhenFull;
        this.closed = closesWhenFull && maxBytes == 0;
    }

    /** Returns a channel whose {@link #write} throws when this many bytes were written, like a disk that is full. */
    public static RecordingChannel failingAfter(int bytes) {
        return new RecordingChannel(bytes, false);
    }

    /** Returns a channel that its owner closes when this many bytes were written, like a cancelled request. */
    public static RecordingChannel closedAfter(int bytes) {
        return new RecordingChannel(bytes, true);
    }

    /** Returns everything that was written. */
    public synchronized byte[] bytes() {
        return received.toByteArray();
    }

    @Override
    public synchronized int write(ByteBuffer bytes) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (received.size() >= maxBytes) {
            throw new IOException("the channel is full");
        }
        byte[] taken = new byte[Math.min(bytes.remaining(), maxBytes - received.size())];
        bytes.get(taken);
        received.writeBytes(taken);
        closed = closesWhenFull && received.size() >= maxBytes;
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
