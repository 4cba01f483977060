package io.github.reel4j.testkit.video;

import java.io.ByteArrayOutputStream;

/**
 * Encodes pictures as H.264, Constrained Baseline (ITU-T H.264, clauses 7.3 and 7.4): raw samples (I_PCM) for the first picture
 * and for what changed since the one before, "as before" (P_Skip) for the rest. Large, but exact, fast, and short to write down.
 * For one thread.
 */
final class H264Encoder {

    private static final int FRAME_NUMBER_BITS = 8;
    private static final int PCM_IN_I_SLICE = 25;
    private static final int PCM_IN_P_SLICE = 30;

    private final PictureSize size;
    private int frameNumber;

    H264Encoder(PictureSize size) {
        this.size = size;
    }

    /** What decoders need to know of the whole stream (clause 7.3.2.1). */
    byte[] sequenceParameters() {
        BitWriter out = new BitWriter();
        // profile 66, constraint sets 0 and 1: Constrained Baseline; level 4.0
        out.bits(66, 8).bits(0b1100_0000, 8).bits(40, 8).unsigned(0);
        out.unsigned(FRAME_NUMBER_BITS - 4);
        // pictures are shown in the order they come in; each refers to the one before at most
        out.unsigned(2).unsigned(1).flag(false);
        out.unsigned(size.columns() - 1).unsigned(size.rows() - 1).flag(true).flag(true);
        int right = (size.columns() * Picture.BLOCK - size.width()) / 2;
        int bottom = (size.rows() * Picture.BLOCK - size.height()) / 2;
        boolean cropped = right > 0 || bottom > 0;
        out.flag(cropped);
        if (cropped) {
            out.unsigned(0).unsigned(right).unsigned(0).unsigned(bottom);
        }
        out.flag(false);
        return unit(0x67, out.finish());
    }

    /** What decoders need to know of the pictures (clause 7.3.2.2). */
    byte[] pictureParameters() {
        BitWriter out = new BitWriter();
        out.unsigned(0).unsigned(0).flag(false).flag(false);
        out.unsigned(0).unsigned(0).unsigned(0).flag(false).bits(0, 2);
        // three signed zeros; then: slices say themselves whether they are deblocked
        out.unsigned(0).unsigned(0).unsigned(0).flag(true).flag(false).flag(false);
        return unit(0x68, out.finish());
    }

    /** A picture that needs no other (IDR). */
    byte[] first(Picture picture) {
        frameNumber = 0;
        BitWriter out = new BitWriter();
        out.unsigned(0)
                .unsigned(7)
                .unsigned(0)
                .bits(frameNumber, FRAME_NUMBER_BITS)
                .unsigned(0);
        out.flag(false).flag(false);
        endOfSliceHeader(out);
        for (int row = 0; row < picture.rows; row++) {
            for (int column = 0; column < picture.columns; column++) {
                raw(out.unsigned(PCM_IN_I_SLICE), picture, column, row);
            }
        }
        return unit(0x65, out.finish());
    }

    /** A picture told by its differences from the one encoded before. */
    byte[] next(Picture picture, Picture before) {
        frameNumber = (frameNumber + 1) % (1 << FRAME_NUMBER_BITS);
        BitWriter out = new BitWriter();
        out.unsigned(0).unsigned(5).unsigned(0).bits(frameNumber, FRAME_NUMBER_BITS);
        out.flag(false).flag(false).flag(false);
        endOfSliceHeader(out);
        int skipped = 0;
        for (int row = 0; row < picture.rows; row++) {
            for (int column = 0; column < picture.columns; column++) {
                if (picture.sameBlock(before, column, row)) {
                    skipped++;
                } else {
                    raw(out.unsigned(skipped).unsigned(PCM_IN_P_SLICE), picture, column, row);
                    skipped = 0;
                }
            }
        }
        if (skipped > 0) {
            out.unsigned(skipped);
        }
        return unit(0x41, out.finish());
    }

    /** The quantiser stays as it is; deblocking, which would soften the letters, is off. */
    private static void endOfSliceHeader(BitWriter out) {
        out.unsigned(0).unsigned(1);
    }

    private static void raw(BitWriter out, Picture picture, int column, int row) {
        out.align();
        samples(out, picture.luma, picture.columns, column, row, Picture.BLOCK);
        samples(out, picture.blue, picture.columns, column, row, Picture.BLOCK / 2);
        samples(out, picture.red, picture.columns, column, row, Picture.BLOCK / 2);
    }

    private static void samples(BitWriter out, byte[] plane, int columns, int column, int row, int side) {
        for (int line = 0; line < side; line++) {
            out.bytes(plane, (row * side + line) * columns * side + column * side, side);
        }
    }

    /** A NAL unit: its header, then the payload with a 3 wherever it would look like a start code (clause 7.4.1). */
    private static byte[] unit(int header, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 64);
        out.write(header);
        int zeros = 0;
        for (byte each : payload) {
            if (zeros >= 2 && (each & 0xff) <= 3) {
                out.write(3);
                zeros = 0;
            }
            out.write(each);
            zeros = each == 0 ? zeros + 1 : 0;
        }
        return out.toByteArray();
    }
}
