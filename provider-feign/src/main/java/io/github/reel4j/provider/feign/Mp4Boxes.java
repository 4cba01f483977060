package io.github.reel4j.provider.feign;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Tells by the boxes that an MP4 is made of (ISO 14496-12) whether its end is there. */
final class Mp4Boxes {

    private static final int FTYP = 0x66747970;
    private static final int MOOV = 0x6d6f6f76;
    private static final int MDAT = 0x6d646174;
    private static final int HEAD = 8;
    private static final int LONG_HEAD = 16;

    private Mp4Boxes() {}

    /** Whether the last box ends with the file, and the pictures and what describes them are there; true of other formats. */
    static boolean areWhole(FileChannel file, long size) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(LONG_HEAD);
        boolean described = false;
        boolean filled = false;
        for (long at = 0; at < size; ) {
            file.read(head.clear(), at);
            if (head.flip().remaining() < HEAD) {
                return false;
            }
            if (at == 0 && head.getInt(4) != FTYP) {
                return true;
            }
            described |= head.getInt(4) == MOOV;
            filled |= head.getInt(4) == MDAT;
            long length = length(head, size - at);
            if (length < HEAD || length > size - at) {
                return false;
            }
            at += length;
        }
        return described && filled;
    }

    /** 0 stands for all that is left, 1 for a length behind the type. */
    private static long length(ByteBuffer head, long left) {
        long length = Integer.toUnsignedLong(head.getInt(0));
        if (length == 0) {
            return left;
        }
        return length == 1 && head.remaining() == LONG_HEAD ? head.getLong(HEAD) : length;
    }
}
