package io.github.reel4j.provider.feign.download;

import java.nio.ByteBuffer;

/** Collects the first bytes of a file and tells whether they begin an MP4 (ISO 14496-12) or a WebM (EBML, RFC 8794). */
final class VideoFormat {

    private static final int WEBM_MAGIC = 0x1A45DFA3;
    private static final int FTYP = 0x66747970;

    /** How many it takes to tell. */
    static final int BYTES = 8;

    private final ByteBuffer head = ByteBuffer.allocate(BYTES);

    /** Looks at the bytes without consuming them. */
    void inspect(ByteBuffer bytes) {
        ByteBuffer view = bytes.duplicate();
        while (head.hasRemaining() && view.hasRemaining()) {
            head.put(view.get());
        }
    }

    /** Whether enough was seen to decide. */
    boolean complete() {
        return !head.hasRemaining();
    }

    boolean isVideo() {
        return complete() && (head.getInt(4) == FTYP || head.getInt(0) == WEBM_MAGIC);
    }
}
