package io.github.reel4j.testkit.video;

import java.io.ByteArrayOutputStream;

/** Writes bits, most significant first, and the variable-length codes of H.264 (clause 9.1). For one thread. */
final class BitWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pending;
    private int count;

    BitWriter bits(int value, int length) {
        for (int bit = length - 1; bit >= 0; bit--) {
            pending = (pending << 1) | ((value >> bit) & 1);
            if (++count == 8) {
                bytes.write(pending);
                pending = 0;
                count = 0;
            }
        }
        return this;
    }

    BitWriter flag(boolean value) {
        return bits(value ? 1 : 0, 1);
    }

    /** An unsigned number, ue(v): as many zeros as the number plus one has bits after its first, then those bits. */
    BitWriter unsigned(int value) {
        int length = 32 - Integer.numberOfLeadingZeros(value + 1);
        return bits(0, length - 1).bits(value + 1, length);
    }

    /** Fills up to a whole byte with zeros. */
    BitWriter align() {
        return count == 0 ? this : bits(0, 8 - count);
    }

    /** Whole bytes; only after {@link #align}. */
    BitWriter bytes(byte[] source, int offset, int length) {
        bytes.write(source, offset, length);
        return this;
    }

    /** What was written, ended by a one and zeros (rbsp_trailing_bits). */
    byte[] finish() {
        bits(1, 1).align();
        return bytes.toByteArray();
    }
}
