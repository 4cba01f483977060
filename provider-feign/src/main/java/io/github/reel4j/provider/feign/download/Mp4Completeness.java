package io.github.reel4j.provider.feign.download;

import java.nio.ByteBuffer;

/**
 * The boxes of an MP4 file (ISO 14496-12). The file is complete if the last box ends with it, and both the media data
 * and its description exist. If the last box has no size of its own, the media data must be large enough for all
 * described samples.
 */
final class Mp4Completeness extends VideoStructureParser {

    private static final int FTYP = 0x66747970;
    private static final int MOOV = 0x6d6f6f76;
    private static final int MDAT = 0x6d646174;
    private static final int MOOF = 0x6d6f6f66;
    private static final int TRAK = 0x7472616b;
    private static final int MDIA = 0x6d646961;
    private static final int MINF = 0x6d696e66;
    private static final int STBL = 0x7374626c;
    private static final int STSZ = 0x7374737a;
    private static final int HEAD = 8;
    private static final int LONG_HEAD = 16;
    private static final int TABLE_HEAD = 12;
    private static final int ENTRY = 4;

    /** What the next bytes are. */
    private enum Expected {
        BOX,
        /** Version and flags of a sample size box, one size for all samples or 0, and their number. */
        TABLE,
        /** Sizes of samples. */
        ENTRIES
    }

    private Expected expected = Expected.BOX;
    private boolean hasMovieBox;
    private boolean hasMedia;
    /** Whether a fragment header was read whose media data has not come yet. */
    private boolean expectsMedia;
    /** Whether the last box extends to the end of the file. */
    private boolean openEnded;
    /** The offset of media data that extends to the end of the file; -1 without such data. */
    private long openMediaAt = -1;

    private long mediaBytes;
    private long sampleBytes;
    private long entries;
    private long tableEnd;

    static boolean is(ByteBuffer head) {
        return head.remaining() >= HEAD && head.getInt(4) == FTYP;
    }

    @Override
    int length() {
        return switch (expected) {
            case BOX -> (int) Math.min(LONG_HEAD, end() - offset());
            case TABLE -> TABLE_HEAD;
            case ENTRIES -> (int) Math.min(MAX_LENGTH, entries * ENTRY);
        };
    }

    @Override
    boolean accept(ByteBuffer bytes) {
        return switch (expected) {
            case BOX -> box(bytes);
            case TABLE -> table(bytes);
            case ENTRIES -> entries(bytes);
        };
    }

    @Override
    boolean isComplete(long size) {
        long media = mediaBytes + (openMediaAt < 0 ? 0 : size - openMediaAt);
        return super.isComplete(size)
                && expected == Expected.BOX
                && hasMovieBox
                && hasMedia
                && !expectsMedia
                && (!openEnded || sampleBytes <= media);
    }

    private boolean box(ByteBuffer head) {
        if (head.remaining() < HEAD) {
            return false;
        }
        long sizeField = Integer.toUnsignedLong(head.getInt(0));
        int size = sizeField == 1 ? LONG_HEAD : HEAD;
        if (head.remaining() < size) {
            return false;
        }
        long room = end() - offset();
        long length = sizeField == 0 ? room : sizeField == 1 ? head.getLong(HEAD) : sizeField;
        if (length < size || length > room) {
            return false;
        }
        openEnded |= depth() == 0 && sizeField == 0;
        return visit(head.getInt(4), offset() + size, offset() + length);
    }

    private boolean visit(int type, long content, long end) {
        boolean topLevel = depth() == 0;
        switch (type) {
            case MOOV -> hasMovieBox = true;
            case MOOF -> expectsMedia = true; // a fragment, whose media data follows
            case MDAT -> addMedia(content, end);
            default -> {}
        }
        return switch (type) {
            case MOOV -> topLevel ? enter(content, end) : moveTo(end);
            case TRAK, MDIA, MINF, STBL -> topLevel ? moveTo(end) : enter(content, end);
            case STSZ -> topLevel ? moveTo(end) : startTable(content, end);
            default -> moveTo(end);
        };
    }

    private void addMedia(long content, long end) {
        hasMedia = true;
        expectsMedia = false;
        if (end == OPEN_END) {
            openMediaAt = content;
        } else {
            mediaBytes += end - content;
        }
    }

    private boolean startTable(long content, long end) {
        if (end - content < TABLE_HEAD) {
            return false;
        }
        expected = Expected.TABLE;
        tableEnd = end;
        return moveTo(content);
    }

    private boolean table(ByteBuffer head) {
        if (head.remaining() < TABLE_HEAD) {
            return false;
        }
        long each = Integer.toUnsignedLong(head.getInt(4));
        long count = Integer.toUnsignedLong(head.getInt(8));
        sampleBytes += each * count;
        entries = each == 0 ? count : 0;
        if (entries * ENTRY > tableEnd - offset() - TABLE_HEAD) {
            return false;
        }
        return entries == 0 ? endTable() : moveInTable(offset() + TABLE_HEAD);
    }

    private boolean entries(ByteBuffer sizes) {
        int count = sizes.remaining() / ENTRY;
        if (count == 0) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            sampleBytes += Integer.toUnsignedLong(sizes.getInt(i * ENTRY));
        }
        entries -= count;
        return entries == 0 ? endTable() : moveInTable(offset() + (long) count * ENTRY);
    }

    private boolean moveInTable(long next) {
        expected = Expected.ENTRIES;
        return moveTo(next);
    }

    private boolean endTable() {
        expected = Expected.BOX;
        return moveTo(tableEnd);
    }
}
