package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Mp4BoxesTest {

    private static final byte[] FTYP = box(16, "ftyp", 8);
    private static final byte[] MOOV = box(20, "moov", 12);
    private static final byte[] MDAT = box(40, "mdat", 32);

    @TempDir
    private Path folder;

    /** Returns a box with the given length field and the given number of content bytes. */
    private static byte[] box(int reported, String type, int content) {
        return ByteBuffer.allocate(8 + content)
                .putInt(reported)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] longBox(long reported, String type, int content) {
        return ByteBuffer.allocate(16 + content)
                .putInt(1)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .putLong(reported)
                .array();
    }

    private static byte[] file(byte[]... boxes) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (byte[] box : boxes) {
            file.writeBytes(box);
        }
        return file.toByteArray();
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("all of it", file(FTYP, MOOV, MDAT), true),
                Arguments.of("in another order", file(FTYP, MDAT, MOOV), true),
                Arguments.of("with an empty box", file(FTYP, box(8, "free", 0), MOOV, MDAT), true),
                Arguments.of("up to its end", file(FTYP, MOOV, box(0, "mdat", 5)), true),
                Arguments.of("with a long length", file(FTYP, MOOV, longBox(24, "mdat", 8)), true),
                Arguments.of("with a long length, cut short", file(FTYP, MOOV, longBox(24, "mdat", 7)), false),
                Arguments.of("with half a long length", file(FTYP, MDAT, MOOV, box(1, "free", 4)), false),
                Arguments.of("cut short by a byte", file(FTYP, MOOV, box(40, "mdat", 31)), false),
                Arguments.of("with half a head behind", file(FTYP, MOOV, MDAT, new byte[7]), false),
                Arguments.of("with a box shorter than its head", file(FTYP, MDAT, MOOV, box(7, "free", 0)), false),
                Arguments.of("without pictures", file(FTYP, MOOV), false),
                Arguments.of("without their description", file(FTYP, MDAT), false),
                Arguments.of(
                        "with a long length shorter than its head", file(FTYP, MOOV, longBox(8, "mdat", 0)), false),
                Arguments.of("with a length beyond all files", file(FTYP, MOOV, longBox(-1, "mdat", 8)), false),
                Arguments.of(
                        "up to its end, with room for its samples",
                        file(FTYP, samples(0, 3, 2), box(0, "mdat", 5)),
                        true),
                Arguments.of(
                        "up to its end, a byte short of them", file(FTYP, samples(0, 3, 3), box(0, "mdat", 5)), false),
                Arguments.of(
                        "up to its end, for samples of one size",
                        file(FTYP, samples(2, 0, 0), box(0, "mdat", 4)),
                        true),
                Arguments.of("up to its end, short of those", file(FTYP, samples(2, 0, 0), box(0, "mdat", 3)), false),
                Arguments.of("of fragments", file(FTYP, MOOV, box(8, "moof", 0), MDAT), true),
                Arguments.of(
                        "of fragments, the last without pictures", file(FTYP, MOOV, MDAT, box(8, "moof", 0)), false),
                Arguments.of("WebM", webm("85", "1F43B67580"), true),
                Arguments.of("WebM, cut short", webm("86", "1F43B67580"), false),
                Arguments.of("WebM of unknown length", webm("FF", "1F43B67580"), true),
                Arguments.of("WebM of unknown length, cut short", webm("FF", "1F43B67581"), false),
                Arguments.of("WebM with a cluster of unknown length", webm("FF", "1F43B675FF00"), true),
                Arguments.of("WebM without pictures", webm("85", "1549A96680"), false),
                Arguments.of("WebM, nothing but its head", HexFormat.of().parseHex("1A45DFA380"), false),
                Arguments.of("another format", file(box(0x1a45dfa4, "webm", 3)), false));
    }

    private static byte[] webm(String size, String segment) {
        return HexFormat.of().parseHex("1A45DFA380" + "18538067" + size + segment);
    }

    /** Returns a moov box with 2 samples, of the same size or of different sizes. */
    private static byte[] samples(int all, int first, int second) {
        byte[] table = all > 0
                ? ByteBuffer.allocate(12).putInt(0).putInt(all).putInt(2).array()
                : ByteBuffer.allocate(20)
                        .putInt(0)
                        .putInt(0)
                        .putInt(2)
                        .putInt(first)
                        .putInt(second)
                        .array();
        byte[] box = table;
        for (String type : new String[] {"stsz", "stbl", "minf", "mdia", "trak", "moov"}) {
            box = ByteBuffer.allocate(8 + box.length)
                    .putInt(8 + box.length)
                    .put(type.getBytes(StandardCharsets.US_ASCII))
                    .put(box)
                    .array();
        }
        return box;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @Tag("fault-146")
    void a_file_is_complete_if_its_last_box_ends_with_it(String what, byte[] bytes, boolean whole) throws IOException {
        try (FileChannel file = FileChannel.open(Files.write(folder.resolve("video"), bytes))) {
            assertThat(VideoCompleteness.isComplete(file, bytes.length)).isEqualTo(whole);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @Tag("fault-146")
    void a_stream_is_complete_if_its_last_box_ends_with_it(String what, byte[] bytes, boolean whole) {
        for (int chunk = 1; chunk <= 20; chunk++) {
            assertThat(isComplete(bytes, chunk)).as("chunks of %s", chunk).isEqualTo(whole);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_stream_and_a_file_are_judged_alike(String what, byte[] bytes, boolean whole) throws IOException {
        Random random = new Random(what.hashCode());
        for (int i = 0; i < 300; i++) {
            byte[] changed = Arrays.copyOf(bytes, 8 + random.nextInt(bytes.length + 8));
            int from = Math.min(8, bytes.length);
            for (int changes = random.nextInt(4); changes > 0 && changed.length > from; changes--) {
                changed[from + random.nextInt(changed.length - from)] = (byte) random.nextInt(40);
            }
            try (FileChannel file = FileChannel.open(Files.write(folder.resolve("video"), changed))) {
                assertThat(isComplete(changed, 1 + random.nextInt(30)))
                        .as(HexFormat.of().formatHex(changed))
                        .isEqualTo(VideoCompleteness.isComplete(file, changed.length));
            }
        }
    }

    /** Reads the first 8 bytes, and the rest in chunks. */
    private static boolean isComplete(byte[] bytes, int chunk) {
        StreamedCompleteness stream = new StreamedCompleteness();
        for (int at = 0, next = Math.min(8, bytes.length); at < bytes.length; at = next, next = at + chunk) {
            stream.inspect(ByteBuffer.wrap(bytes, at, Math.min(next, bytes.length) - at));
        }
        return stream.isComplete();
    }
}
