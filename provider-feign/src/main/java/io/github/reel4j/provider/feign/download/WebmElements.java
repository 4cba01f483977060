package io.github.reel4j.provider.feign.download;

import java.nio.ByteBuffer;

/**
 * The elements of a WebM file (RFC 8794, RFC 9559). The file is complete if all elements end within it, the last one
 * ends with it, and there is media data, as far as the elements have sizes.
 */
final class WebmElements extends VideoStructureParser {

    private static final long EBML = 0x1A45DFA3L;
    private static final long SEGMENT = 0x18538067L;
    private static final long CLUSTER = 0x1F43B675L;
    private static final int MAX_HEAD = 12;
    private static final long UNKNOWN = -1;

    private boolean hasMedia;

    static boolean is(ByteBuffer head) {
        return head.remaining() >= 4 && Integer.toUnsignedLong(head.getInt(0)) == EBML;
    }

    @Override
    int length() {
        return (int) Math.min(MAX_HEAD, end() - offset());
    }

    @Override
    boolean accept(ByteBuffer head) {
        int idLength = Integer.numberOfLeadingZeros(head.get(0) & 0xff) - 23;
        if (idLength > 4 || head.remaining() <= idLength) {
            return false;
        }
        long id = number(head, 0, idLength);
        int sizeLength = Integer.numberOfLeadingZeros(head.get(idLength) & 0xff) - 23;
        if (sizeLength > 8 || head.remaining() < idLength + sizeLength) {
            return false;
        }
        long content = offset() + idLength + sizeLength;
        long size = size(head, idLength, sizeLength);
        hasMedia |= id == CLUSTER;
        if (size == UNKNOWN) {
            // A cluster without a size ends where the next begins; a segment without a size ends with the file.
            return id == CLUSTER ? moveTo(end()) : id == SEGMENT && enter(content, end());
        }
        if (size > end() - content) {
            return false;
        }
        return id == SEGMENT ? enter(content, content + size) : moveTo(content + size);
    }

    @Override
    boolean isComplete(long size) {
        return super.isComplete(size) && hasMedia;
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
