package io.github.reel4j.provider.feign.download;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Checks by its boxes (ISO 14496-12) whether an MP4 file is complete. */
final class Mp4Completeness {

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

    private final RandomAccessFileReader file;
    private boolean hasMovieBox;
    private boolean hasMedia;
    /** Whether a fragment header was read whose media data has not come yet. */
    private boolean expectsMedia;
    /** Whether the last box extends to the end of the file. */
    private boolean openEnded;

    private long mediaBytes;
    private long sampleBytes;

    private Mp4Completeness(RandomAccessFileReader file) {
        this.file = file;
    }

    static boolean is(RandomAccessFileReader file) throws IOException {
        return file.size() >= HEAD && file.at(0, HEAD).getInt(4) == FTYP;
    }

    /**
     * Returns whether the last box ends with the file, and both the media data and its description exist. If the last
     * box has no size of its own, the media data must be large enough for all described samples.
     */
    static boolean areComplete(RandomAccessFileReader file) throws IOException {
        Mp4Completeness boxes = new Mp4Completeness(file);
        return boxes.walk(0, file.size(), true)
                && boxes.hasMovieBox
                && boxes.hasMedia
                && !boxes.expectsMedia
                && (!boxes.openEnded || boxes.sampleBytes <= boxes.mediaBytes);
    }

    private boolean walk(long from, long end, boolean topLevel) throws IOException {
        for (long at = from; at < end; ) {
            if (end - at < HEAD) {
                return false;
            }
            ByteBuffer head = file.at(at, (int) Math.min(LONG_HEAD, end - at));
            long sizeField = Integer.toUnsignedLong(head.getInt(0));
            int size = sizeField == 1 ? LONG_HEAD : HEAD;
            if (head.remaining() < size) {
                return false;
            }
            long length = sizeField == 0 ? end - at : sizeField == 1 ? head.getLong(HEAD) : sizeField;
            if (length < size || length > end - at) {
                return false;
            }
            if (topLevel) {
                openEnded |= sizeField == 0;
            }
            if (!visit(head.getInt(4), at + size, at + length, topLevel)) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private boolean visit(int type, long content, long end, boolean topLevel) throws IOException {
        switch (type) {
            case MOOV -> hasMovieBox = true;
            case MOOF -> expectsMedia = true; // a fragment, whose media data follows
            case MDAT -> {
                hasMedia = true;
                expectsMedia = false;
                mediaBytes += end - content;
            }
            default -> {}
        }
        return switch (type) {
            case MOOV -> !topLevel || walk(content, end, false);
            case TRAK, MDIA, MINF, STBL -> topLevel || walk(content, end, false);
            case STSZ -> topLevel || count(content, end);
            default -> true;
        };
    }

    /**
     * Reads a sample size box: version and flags, one size for all samples or 0, their number, and if 0 the size of
     * each.
     */
    private boolean count(long content, long end) throws IOException {
        if (end - content < 12) {
            return false;
        }
        ByteBuffer table = file.at(content, 12);
        long each = Integer.toUnsignedLong(table.getInt(4));
        long count = Integer.toUnsignedLong(table.getInt(8));
        if (each != 0) {
            sampleBytes += each * count;
            return true;
        }
        if (count * 4 > end - content - 12) {
            return false;
        }
        for (long i = 0; i < count; i++) {
            sampleBytes +=
                    Integer.toUnsignedLong(file.at(content + 12 + i * 4, 4).getInt(0));
        }
        return true;
    }
}
