package io.github.reel4j.provider.feign.download;

import java.nio.ByteBuffer;

/** Detects by its first bytes whether a file is an MP4 (ISO 14496-12) or a WebM (EBML, RFC 8794). */
final class VideoFormat {

    private static final int WEBM_MAGIC = 0x1A45DFA3;
    private static final int FTYP = 0x66747970;

    /** The number of bytes that are needed. */
    static final int BYTES = 8;

    private final ByteBuffer head = ByteBuffer.allocate(BYTES);

    /** Reads the bytes without consuming them. */
    void inspect(ByteBuffer bytes) {
        ByteBuffer view = bytes.duplicate();
        while (head.hasRemaining() && view.hasRemaining()) {
            head.put(view.get());
        }
    }

    /** Returns whether enough bytes were read to decide. */
    boolean complete() {
        return !head.hasRemaining();
    }

    boolean isVideo() {
        return complete() && (head.getInt(4) == FTYP || head.getInt(0) == WEBM_MAGIC);
    }
}
