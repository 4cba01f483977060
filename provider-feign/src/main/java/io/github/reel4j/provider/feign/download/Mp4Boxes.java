package io.github.reel4j.provider.feign.download;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Tells by the boxes that an MP4 is made of (ISO 14496-12) whether its end is there. */
final class Mp4Boxes {

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

    private final FileWindow file;
    private boolean described;
    private boolean filled;
    private boolean announced;
    private boolean openEnded;
    private long media;
    private long samples;

    private Mp4Boxes(FileWindow file) {
        this.file = file;
    }

    static boolean is(FileWindow file) throws IOException {
        return file.size() >= HEAD && file.at(0, HEAD).getInt(4) == FTYP;
    }

    /**
     * Whether the last box ends with the file, and the pictures and what describes them are there. Where the last box has no end but the
     * file's, it must have room for all samples that are described.
     */
    static boolean areComplete(FileWindow file) throws IOException {
        Mp4Boxes boxes = new Mp4Boxes(file);
        return boxes.walk(0, file.size(), true)
                && boxes.described
                && boxes.filled
                && !boxes.announced
                && (!boxes.openEnded || boxes.samples <= boxes.media);
    }

    private boolean walk(long from, long end, boolean outermost) throws IOException {
        for (long at = from; at < end; ) {
            if (end - at < HEAD) {
                return false;
            }
            ByteBuffer head = file.at(at, (int) Math.min(LONG_HEAD, end - at));
            long reported = Integer.toUnsignedLong(head.getInt(0));
            int size = reported == 1 ? LONG_HEAD : HEAD;
            if (head.remaining() < size) {
                return false;
            }
            long length = reported == 0 ? end - at : reported == 1 ? head.getLong(HEAD) : reported;
            if (length < size || length > end - at) {
                return false;
            }
            if (outermost) {
                openEnded |= reported == 0;
            }
            if (!look(head.getInt(4), at + size, at + length, outermost)) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private boolean look(int type, long content, long end, boolean outermost) throws IOException {
        switch (type) {
            case MOOV -> described = true;
            case MOOF -> announced = true; // a fragment, whose pictures follow
            case MDAT -> {
                filled = true;
                announced = false;
                media += end - content;
            }
            default -> {}
        }
        return switch (type) {
            case MOOV -> !outermost || walk(content, end, false);
            case TRAK, MDIA, MINF, STBL -> outermost || walk(content, end, false);
            case STSZ -> outermost || count(content, end);
            default -> true;
        };
    }

    /** Version and flags, one size for all or 0, how many, and then one for each. */
    private boolean count(long content, long end) throws IOException {
        if (end - content < 12) {
            return false;
        }
        ByteBuffer table = file.at(content, 12);
        long each = Integer.toUnsignedLong(table.getInt(4));
        long count = Integer.toUnsignedLong(table.getInt(8));
        if (each != 0) {
            samples += each * count;
            return true;
        }
        if (count * 4 > end - content - 12) {
            return false;
        }
        for (long i = 0; i < count; i++) {
            samples += Integer.toUnsignedLong(file.at(content + 12 + i * 4, 4).getInt(0));
        }
        return true;
    }
}
