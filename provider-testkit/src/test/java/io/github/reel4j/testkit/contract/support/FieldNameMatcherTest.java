package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNameMatcherTest {

    @ParameterizedTest
    @CsvSource({
        "image, last_image, body.image, body.last_image",
        "image, last_image, body.image_url, body.end_image_url",
        "image, last_image, body.input.first_frame_url, body.input.last_frame_url",
        "image, video, body.input.image_urls[0], body.input.video_urls[0]",
        "prompt, negative_prompt, body.text, body.negativeText",
        "prompt, negative_prompt, body.scene.describe, body.scene.avoid",
        "watermark, loop, body.parameters.watermark, body.parameters.loop",
        "watermark, prompt_extend, body.addWatermark, body.promptExtend",
        "seed, num_inference_steps, body.seed, body.steps",
    })
    void values_at_their_own_places_are_not_swapped(String one, String other, String place, String another) {
        assertThat(swapped(one, place, other, another)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "image, last_image, body.end_image_url, body.image_url",
        "image, last_image, body.input.last_frame_url, body.input.first_frame_url",
        "image, video, body.input.video_urls[0], body.input.image_urls[0]",
        "prompt, negative_prompt, body.negativeText, body.text",
        "watermark, loop, body.loop, body.watermark",
        "seed, num_inference_steps, body.steps, body.seed",
    })
    void values_at_the_places_of_each_other_are_swapped(String one, String other, String place, String another) {
        assertThat(swapped(one, place, other, another)).isTrue();
    }

    private static boolean swapped(String one, String place, String other, String another) {
        return FieldNameMatcher.areSwapped(spec(one), place, spec(other), another);
    }

    private static FieldSpec<?> spec(String name) {
        return FieldSpec.optional(Field.text(name), new DocumentAnchor("manual", "stated in the manual"));
    }
}
