package io.github.reel4j.queue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.queue.model.OrderVideo;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A stored video is the video that the vendor reported. */
class VideoJsonCodecTest {

    private static final TaskRef TASK = new TaskRef(
            ProviderId.of("acme"), Operation.TEXT_TO_VIDEO, "m", "t1", "f1", Instant.parse("2026-11-20T08:00:00Z"));

    private static final GeneratedVideo COMPLETE = GeneratedVideo.builder()
            .task(TASK)
            .url(URI.create("https://m.example/v.mp4?signature=a%2Fb"))
            .expiresAt(Instant.parse("2026-11-21T08:00:00.5Z"))
            .width(1280)
            .height(720)
            .duration(Duration.ofMillis(5_250))
            .contentType("video/mp4")
            .size(3_000_000_000L)
            .build();

    /** Fails if core has a property that the stored video does not have. */
    @Test
    void every_property_is_stored() throws Exception {
        OrderVideo stored = VideoJsonCodec.parse(VideoJsonCodec.format(COMPLETE));
        for (Method property : GeneratedVideo.class.getDeclaredMethods()) {
            if (property.getParameterCount() == 0 && !property.getName().matches("builder|task|others|withOthers")) {
                Object value = OrderVideo.class.getMethod(property.getName()).invoke(stored);
                assertThat(value).as(property.getName()).isEqualTo(property.invoke(COMPLETE));
                assertThat(value.toString()).as(property.getName()).doesNotContain("empty");
            }
        }
    }

    @Test
    void absent_properties_stay_absent() {
        GeneratedVideo plain =
                GeneratedVideo.builder().task(TASK).url(COMPLETE.url()).build();
        OrderVideo stored = VideoJsonCodec.parse(VideoJsonCodec.format(plain));

        assertThat(stored.url()).isEqualTo(COMPLETE.url());
        assertThat(stored.expiresAt()).isEmpty();
        assertThat(stored.size()).isEmpty();
    }

    @Test
    void the_other_videos_of_a_task_are_stored() {
        GeneratedVideo second = GeneratedVideo.builder()
                .from(COMPLETE)
                .url(URI.create("https://m.example/v2.mp4"))
                .build();
        OrderVideo stored = VideoJsonCodec.parse(VideoJsonCodec.format(
                GeneratedVideo.builder().from(COMPLETE).others(second).build()));

        assertThat(stored.others()).containsExactly(VideoJsonCodec.parse(VideoJsonCodec.format(second)));
        assertThat(stored.others().get(0).url()).isEqualTo(second.url());
    }

    @Test
    void a_video_of_an_older_worker_is_read() {
        OrderVideo stored = VideoJsonCodec.parse("{\"url\":\"https://m.example/v.mp4\",\"width\":1280}");

        assertThat(stored.width()).hasValue(1280);
        assertThat(stored.expiresAt()).isEmpty();
    }

    @Test
    void a_damaged_video_is_an_error_without_its_text() {
        assertThatThrownBy(() -> VideoJsonCodec.parse("{\"url\":\"canary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the stored video of the order is damaged: not JSON. Restore the column")
                .hasMessageNotContaining("canary");
    }
}
