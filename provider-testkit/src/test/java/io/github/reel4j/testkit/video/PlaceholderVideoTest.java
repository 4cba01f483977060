package io.github.reel4j.testkit.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlaceholderVideoTest {

    @ParameterizedTest
    @EnumSource
    void the_index_comes_before_the_frames(PlaceholderVideo video) {
        assertThat(boxes(ByteBuffer.wrap(video.file("task-1"))).keySet()).containsSubsequence("ftyp", "moov", "mdat");
    }

    @ParameterizedTest
    @EnumSource
    void the_track_has_the_named_size_and_lasts_5_seconds(PlaceholderVideo video) {
        byte[] file = video.file("task-1");
        ByteBuffer header = box(file, "moov", "mvhd");
        assertThat(header.getInt(16) / header.getInt(12)).isEqualTo(5);
        ByteBuffer track = box(file, "moov", "trak", "tkhd");
        assertThat(track.getInt(76) >> 16).isEqualTo(video.width());
        assertThat(track.getInt(80) >> 16).isEqualTo(video.height());
        ByteBuffer samples = box(file, "moov", "trak", "mdia", "minf", "stbl", "stsz");
        assertThat(samples.getInt(8)).isEqualTo(5 * PlaceholderVideo.FRAMES_PER_SECOND);
    }

    @Test
    void a_task_always_has_the_same_file_and_no_other_task_has() {
        byte[] file = PlaceholderVideo.P480.file("task-1");
        assertThat(PlaceholderVideo.P480.file("task-1")).isEqualTo(file);
        assertThat(PlaceholderVideo.P480.file("task-2")).isNotEqualTo(file);
    }

    @Test
    void all_files_together_stay_small() {
        int bytes = 0;
        for (PlaceholderVideo video : PlaceholderVideo.values()) {
            bytes += video.file("").length;
        }
        assertThat(bytes).isLessThan(400 * 1024);
    }

    @ParameterizedTest
    @CsvSource({
        "480p,832,480",
        "580p,1032,580",
        "720P,1280,720",
        "1080P,1920,1080",
        "640*480,640,480",
        "1280*720,1280,720",
        "1920x1080,1920,1080",
        "64x48,832,480",
        "any,832,480",
    })
    void resolutions_are_read_in_every_vendor_s_format(String resolution, int width, int height) {
        PlaceholderVideo video = PlaceholderVideo.of(resolution);
        assertThat(video.width()).isEqualTo(width);
        assertThat(video.height()).isEqualTo(height);
    }

    private static ByteBuffer box(byte[] file, String... path) {
        ByteBuffer inside = ByteBuffer.wrap(file);
        for (String type : path) {
            inside = Objects.requireNonNull(boxes(inside).get(type), type);
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
