package io.github.reel4j.testkit.video;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes one box of an ISO base media file: its size, its four-letter type, its content. For one thread. */
final class Box {

    private final String type;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    Box(String type) {
        this.type = type;
    }

    /** A box that begins with a version, always 0, and flags. */
    static Box full(String type, int flags) {
        return new Box(type).int32(flags);
    }

    Box int8(int value) {
        content.write(value);
        return this;
    }

    Box int16(int value) {
        return int8(value >> 8).int8(value);
    }

    Box int32(int value) {
        return int16(value >> 16).int16(value);
    }

    Box zeros(int count) {
        return bytes(new byte[count]);
    }

    Box bytes(byte[] bytes) {
        content.writeBytes(bytes);
        return this;
    }

    Box text(String ascii) {
        return bytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    Box box(Box child) {
        return bytes(child.toBytes());
    }

    /** The matrix that neither turns nor scales. */
    Box upright() {
        return int32(0x10000).zeros(12).int32(0x10000).zeros(12).int32(0x40000000);
    }

    byte[] toBytes() {
        byte[] inside = content.toByteArray();
        Box whole = new Box("");
        whole.int32(inside.length + 8).text(type).bytes(inside);
        return whole.content.toByteArray();
    }
}
