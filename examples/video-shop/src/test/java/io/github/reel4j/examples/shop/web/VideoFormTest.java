package io.github.reel4j.examples.shop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoFormTest {

    @ParameterizedTest
    @EnumSource(Operation.class)
    void every_operation_has_a_request(Operation operation) {
        GenerationRequest request = form(operation.id(), "5").toRequest();

        assertThat(request.operation()).isEqualTo(operation);
        assertThat(request.values()).containsEntry(Field.PROMPT, "A heron").containsValue(Duration.ofSeconds(5));
    }

    @Test
    void blank_values_are_not_set() {
        GenerationRequest request = new VideoForm("text-to-video", " x ", null, null, null, " ", "", null).toRequest();

        assertThat(request.values()).containsOnlyKeys(Field.PROMPT).containsEntry(Field.PROMPT, "x");
    }

    @Test
    void replace_is_a_behavior_of_animate() {
        assertThat(((AnimateRequest) form("replace", null).toRequest()).behavior())
                .isEqualTo(AnimateRequest.Behavior.REPLACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "3601", "99999999999", "x"})
    void a_length_is_a_whole_number_of_seconds(String seconds) {
        assertThatThrownBy(() -> form("text-to-video", seconds).toRequest())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 3600");
    }

    @Test
    void the_text_of_a_form_shows_no_content() {
        assertThat(form("animate", "5").toString()).isEqualTo("VideoForm[animate]");
    }

    private static VideoForm form(String operation, @Nullable String seconds) {
        return new VideoForm(
                operation,
                "A heron",
                "https://example.com/a.png",
                "https://example.com/a.mp3",
                "https://example.com/a.mp4",
                "720p",
                "16:9",
                seconds);
    }
}
