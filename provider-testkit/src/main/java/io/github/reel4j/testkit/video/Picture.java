package io.github.reel4j.testkit.video;

import java.util.Arrays;

/** A picture in planar YCbCr 4:2:0, padded to whole macroblocks. For one thread. */
final class Picture {

    /** The side of a macroblock in luma samples. */
    static final int BLOCK = 16;

    final int columns;
    final int rows;
    final byte[] luma;
    final byte[] blue;
    final byte[] red;

    Picture(PictureSize size) {
        columns = size.columns();
        rows = size.rows();
        luma = new byte[columns * rows * BLOCK * BLOCK];
        blue = new byte[luma.length / 4];
        red = new byte[luma.length / 4];
    }

    /** Becomes a copy of a picture of the same size. */
    void copy(Picture other) {
        System.arraycopy(other.luma, 0, luma, 0, luma.length);
        System.arraycopy(other.blue, 0, blue, 0, blue.length);
        System.arraycopy(other.red, 0, red, 0, red.length);
    }

    /** Fills a rectangle, clipped to the picture; chroma follows at half the precision. */
    void fill(int x, int y, int width, int height, Colour colour) {
        plane(luma, columns * BLOCK, x, y, width, height, colour.luma());
        plane(blue, columns * BLOCK / 2, x / 2, y / 2, width / 2, height / 2, colour.blue());
        plane(red, columns * BLOCK / 2, x / 2, y / 2, width / 2, height / 2, colour.red());
    }

    /** Whether a macroblock looks the same in a picture of the same size. */
    boolean sameBlock(Picture other, int column, int row) {
        int half = BLOCK / 2;
        return same(luma, other.luma, columns * BLOCK, column * BLOCK, row * BLOCK, BLOCK)
                && same(blue, other.blue, columns * half, column * half, row * half, half)
                && same(red, other.red, columns * half, column * half, row * half, half);
    }

    private static boolean same(byte[] one, byte[] two, int stride, int x, int y, int side) {
        for (int line = y; line < y + side; line++) {
            int from = line * stride + x;
            if (Arrays.mismatch(one, from, from + side, two, from, from + side) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static void plane(byte[] plane, int stride, int x, int y, int width, int height, int value) {
        int left = Math.max(0, x);
        int right = Math.min(stride, x + width);
        int bottom = Math.min(plane.length / stride, y + height);
        for (int line = Math.max(0, y); line < bottom && left < right; line++) {
            Arrays.fill(plane, line * stride + left, line * stride + right, (byte) value);
        }
    }
}
