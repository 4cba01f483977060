package io.github.reel4j.provider.feign.download;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Checks whether a WebM file is complete (RFC 8794, RFC 9559): each element with a declared size must end within the
 * file, and the last one with the file.
 */
final class WebmElements {

    private static final long EBML = 0x1A45DFA3L;
    private static final long SEGMENT = 0x18538067L;
    private static final long CLUSTER = 0x1F43B675L;
    private static final int MAX_HEAD = 12;
    private static final long UNKNOWN = -1;

    private final RandomAccessFileReader file;
    private boolean hasMedia;

    private WebmElements(RandomAccessFileReader file) {
        this.file = file;
    }

    static boolean is(RandomAccessFileReader file) throws IOException {
        return file.size() >= 4 && Integer.toUnsignedLong(file.at(0, 4).getInt(0)) == EBML;
    }

    /** Returns whether all elements end within the file, the last one ends with it, and there is media data. */
    static boolean areComplete(RandomAccessFileReader file) throws IOException {
        WebmElements elements = new WebmElements(file);
        return elements.walk(0, file.size()) && elements.hasMedia;
    }

    private boolean walk(long from, long end) throws IOException {
        for (long at = from; at < end; ) {
            ByteBuffer head = file.at(at, (int) Math.min(MAX_HEAD, end - at));
            int idLength = Integer.numberOfLeadingZeros(head.get(0) & 0xff) - 23;
            if (idLength > 4 || head.remaining() <= idLength) {
                return false;
            }
            long id = number(head, 0, idLength);
            int sizeLength = Integer.numberOfLeadingZeros(head.get(idLength) & 0xff) - 23;
            if (sizeLength > 8 || head.remaining() < idLength + sizeLength) {
                return false;
            }
            long content = at + idLength + sizeLength;
            long size = size(head, idLength, sizeLength);
            hasMedia |= id == CLUSTER;
            if (size == UNKNOWN) {
                // A cluster without a size ends where the next begins; a segment without a size ends with the file.
                return id == CLUSTER || (id == SEGMENT && walk(content, end));
            }
            if (size > end - content || (id == SEGMENT && !walk(content, content + size))) {
                return false;
            }
            at = content + size;
        }
        return true;
    }

    private static long number(ByteBuffer bytes, int from, int length) {
        long number = 0;
        for (int i = from; i < from + length; i++) {
            number = (number << 8) | (bytes.get(i) & 0xff);
        }
        return number;
    }

    /** Reads a size without the bit that marks its length. All other bits set mean an unknown size. */
    private static long size(ByteBuffer head, int from, int length) {
        long mask = (1L << (7 * length)) - 1;
        long size = number(head, from, length) & mask;
        return size == mask ? UNKNOWN : size;
    }
}
