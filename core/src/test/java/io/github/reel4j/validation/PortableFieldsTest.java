package io.github.reel4j.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Portable fields that only some models have, and models that are chosen by a field. */
class PortableFieldsTest {

    private static final String URL = "https://media.example/a.png";

    private static ModelSpec.Builder model(Operation operation, String id, Field<?>... fields) {
        return ModelSpec.builder()
                .operation(operation)
                .id(id)
                .source(SampleRequests.anchor(id))
                .fields(List.of(fields).stream()
                        .map(field -> FieldSpec.optional(field, SampleRequests.anchor("field")))
                        .toList());
    }

    private static Validation<Seq<Violation>, ResolvedRequest> resolve(GenerationRequest request, ModelSpec... models) {
        return new RequestResolver(SampleRequests.ACME, List.of(models)).resolve(request);
    }

    private static SpeechToVideoRequest.Builder speech() {
        return SpeechToVideoRequest.builder()
                .image(URL)
                .audio(URL)
                .prompt("a woman reads")
                .seed(7L);
    }

    private static final ModelSpec WITHOUT_PROMPT = model(Operation.SPEECH_TO_VIDEO, "s2v", Field.IMAGE, Field.AUDIO)
            .recommended(true)
            .build();

    @Test
    void a_field_that_the_model_lacks_is_a_violation() {
        assertThat(resolve(speech().build(), WITHOUT_PROMPT).getError().map(Violation::field))
                .containsExactly("prompt", "seed");
    }

    @Test
    void a_field_that_may_be_omitted_is_left_out() {
        SpeechToVideoRequest request = speech().omitIfUnsupported(Field.PROMPT)
                .omitIfUnsupported(Field.SEED)
                .build();
        assertThat(resolve(request, WITHOUT_PROMPT).get().formatted()).containsOnlyKeys("image", "audio");
    }

    @Test
    void a_field_that_may_be_omitted_is_sent_if_the_model_has_it() {
        ModelSpec complete = model(Operation.SPEECH_TO_VIDEO, "s2v", Field.IMAGE, Field.AUDIO, Field.PROMPT, Field.SEED)
                .recommended(true)
                .build();
        SpeechToVideoRequest request = speech().omitIfUnsupported(Field.PROMPT).build();
        assertThat(resolve(request, complete).get().get(Field.PROMPT)).contains("a woman reads");
    }

    @Test
    void a_length_for_pricing_only_is_never_a_violation() {
        SpeechToVideoRequest request = SpeechToVideoRequest.builder()
                .image(URL)
                .audio(URL)
                .audioLength(Duration.ofSeconds(9))
                .build();
        assertThat(resolve(request, WITHOUT_PROMPT).isValid()).isTrue();
    }

    @Test
    void a_field_selects_the_model_that_is_recommended_with_it() {
        ModelSpec usual = model(Operation.IMAGE_TO_VIDEO, "i2v", Field.IMAGE)
                .recommended(true)
                .build();
        ModelSpec frames = model(Operation.IMAGE_TO_VIDEO, "kf2v", Field.IMAGE, Field.LAST_IMAGE)
                .recommendedWith(Field.LAST_IMAGE)
                .build();
        ImageToVideoRequest plain = ImageToVideoRequest.builder().image(URL).build();
        ImageToVideoRequest last =
                ImageToVideoRequest.builder().image(URL).lastImage(URL).build();
        assertThat(resolve(plain, usual, frames).get().model().id()).isEqualTo("i2v");
        assertThat(resolve(last, usual, frames).get().model().id()).isEqualTo("kf2v");
        ImageToVideoRequest option = ImageToVideoRequest.builder()
                .image(URL)
                .option("last_image", URL)
                .build();
        assertThat(resolve(option, usual, frames).get().model().id()).isEqualTo("kf2v");
    }

    @Test
    void portable_fields_and_options_have_the_same_names() {
        ModelSpec model = model(
                        Operation.IMAGE_TO_VIDEO,
                        "i2v",
                        Field.IMAGE,
                        Field.ASPECT_RATIO,
                        Field.SAFETY_CHECKER,
                        Field.GUIDANCE_SCALE,
                        Field.INFERENCE_STEPS)
                .recommended(true)
                .build();
        ImageToVideoRequest values = ImageToVideoRequest.builder()
                .image(URL)
                .aspectRatio(AspectRatio.PORTRAIT)
                .safetyChecker(true)
                .guidanceScale(new BigDecimal("3.5"))
                .inferenceSteps(27L)
                .build();
        ImageToVideoRequest options = ImageToVideoRequest.builder()
                .image(URL)
                .option("aspect_ratio", "9:16")
                .option("enable_safety_checker", "true")
                .option("guidance_scale", "3.5")
                .option("num_inference_steps", "27")
                .build();
        assertThat(resolve(values, model).get().fingerprint())
                .isEqualTo(resolve(options, model).get().fingerprint());
    }
}
