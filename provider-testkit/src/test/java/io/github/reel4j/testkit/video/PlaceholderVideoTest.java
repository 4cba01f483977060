package io.github.reel4j.testkit.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholderVideoTest {

    private static final int FRAMES = 5 * PlaceholderVideo.FRAMES_PER_SECOND;

    private final byte[] file = PlaceholderVideo.of(new PictureSize(320, 180), "task-1", Duration.ofSeconds(5));

    @Test
    void the_index_comes_before_the_pictures() {
        assertThat(boxes(ByteBuffer.wrap(file)).keySet()).containsExactly("ftyp", "moov", "mdat");
    }

    @Test
    void the_track_lasts_five_seconds_and_has_the_size_asked_for() {
        ByteBuffer header = box("moov", "mvhd");
        assertThat(header.getInt(12)).isEqualTo(1000);
        assertThat(header.getInt(16)).isEqualTo(5000);
        ByteBuffer track = box("moov", "trak", "tkhd");
        assertThat(track.getInt(76) >> 16).isEqualTo(320);
        assertThat(track.getInt(80) >> 16).isEqualTo(180);
    }

    @Test
    void every_sample_is_one_picture_where_the_index_says() {
        ByteBuffer sizes = box("moov", "trak", "mdia", "minf", "stbl", "stsz");
        int offset = box("moov", "trak", "mdia", "minf", "stbl", "stco").getInt(8);
        assertThat(sizes.getInt(8)).isEqualTo(FRAMES);
        ByteBuffer bytes = ByteBuffer.wrap(file);
        List<Integer> kinds = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            int size = sizes.getInt(12 + 4 * i);
            assertThat(bytes.getInt(offset)).isEqualTo(size - 4);
            kinds.add(bytes.get(offset + 4) & 31);
            offset += size;
        }
        assertThat(offset).isEqualTo(file.length);
        assertThat(kinds.get(0)).isEqualTo(5);
        assertThat(kinds.subList(1, FRAMES)).containsOnly(1);
    }

    @Test
    void pictures_that_change_little_are_small() {
        ByteBuffer sizes = box("moov", "trak", "mdia", "minf", "stbl", "stsz");
        assertThat(sizes.getInt(16)).isBetween(100, sizes.getInt(12) / 4);
    }

    @Test
    void nothing_in_a_picture_looks_like_a_start_code() {
        String pictures = new String(file, StandardCharsets.ISO_8859_1);
        String data = pictures.substring(pictures.indexOf("mdat"));
        int first = ByteBuffer.wrap(file).getInt(pictures.indexOf("mdat") + 4);
        assertThat(data.substring(8, 8 + first)).doesNotContain("\0\0\0").doesNotContain("\0\0\1");
    }

    @Test
    void the_configuration_names_constrained_baseline() {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int configuration = text.indexOf("avcC") + 4;
        assertThat(file[configuration + 1]).isEqualTo((byte) 66);
        assertThat(file[configuration + 2]).isEqualTo((byte) 0xc0);
    }

    @Test
    void the_same_task_has_the_same_file_and_another_task_another() {
        PictureSize size = new PictureSize(320, 180);
        Duration length = Duration.ofSeconds(5);
        assertThat(PlaceholderVideo.of(size, "task-1", length)).isEqualTo(file);
        assertThat(PlaceholderVideo.of(size, "task-2", length)).isNotEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({
        "480p,832,480",
        "1080P,832,480",
        "640*480,640,480",
        "1280*720,832,468",
        "1920*1080,832,468",
        "480*832,276,480",
        "64x48,64,48",
    })
    void pictures_are_capped(String resolution, int width, int height) {
        assertThat(PictureSize.of(resolution)).isEqualTo(new PictureSize(width, height));
    }

    @Test
    void every_capital_and_digit_has_a_shape_of_its_own() {
        Map<String, Character> shapes = new LinkedHashMap<>();
        for (char sign : "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/".toCharArray()) {
            StringBuilder shape = new StringBuilder();
            for (int row = 0; row < Font.ROWS; row++) {
                for (int column = 0; column < Font.columns(); column++) {
                    shape.append(Font.dot(sign, column, row) ? '#' : ' ');
                }
            }
            assertThat(shape.toString()).isNotBlank();
            assertThat(shapes.put(shape.toString(), sign)).isNull();
        }
    }

    private ByteBuffer box(String... path) {
        ByteBuffer inside = ByteBuffer.wrap(file);
        for (String type : path) {
            ByteBuffer found = boxes(inside).get(type);
            assertThat(found).as(type).isNotNull();
            inside = found == null ? inside : found;
        }
        return inside;
    }

    private static Map<String, ByteBuffer> boxes(ByteBuffer inside) {
        Map<String, ByteBuffer> boxes = new LinkedHashMap<>();
        for (int at = 0; at < inside.limit(); ) {
            int size = inside.getInt(at);
            byte[] type = new byte[4];
            inside.get(at + 4, type);
            boxes.put(new String(type, StandardCharsets.US_ASCII), inside.slice(at + 8, size - 8));
            at += size;
        }
        return boxes;
    }
}
