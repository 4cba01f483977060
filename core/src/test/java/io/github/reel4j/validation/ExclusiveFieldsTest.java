package io.github.reel4j.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields that cannot be set together. */
class ExclusiveFieldsTest {

    private static final Field<Long> FRAMES = Field.integer("num_frames");
    private static final FieldSpec<Long> FRAMES_SPEC =
            FieldSpec.optional(FRAMES, SampleRequests.anchor("frames")).excludes(Field.DURATION);
    private static final FieldSpec<Duration> DURATION_SPEC =
            FieldSpec.optional(Field.DURATION, SampleRequests.anchor("duration"));
    private static final FieldSpec<String> PROMPT_SPEC =
            FieldSpec.required(Field.PROMPT, SampleRequests.anchor("prompt"));

    private static Validation<Seq<Violation>, ResolvedRequest> resolve(
            TextToVideoRequest request, FieldSpec<?>... specs) {
        ModelSpec model = ModelSpec.builder()
                .operation(Operation.TEXT_TO_VIDEO)
                .id("t2v")
                .recommended(true)
                .source(SampleRequests.anchor("t2v"))
                .fields(List.of(specs))
                .build();
        return new RequestResolver(SampleRequests.ACME, List.of(model)).resolve(request);
    }

    private static TextToVideoRequest.Builder request() {
        return TextToVideoRequest.builder().prompt("a kitten");
    }

    @Test
    void fields_that_exclude_each_other_are_a_violation() {
        TextToVideoRequest both = request()
                .duration(Duration.ofSeconds(5))
                .option("num_frames", "81")
                .build();
        Seq<Violation> violations =
                resolve(both, PROMPT_SPEC, DURATION_SPEC, FRAMES_SPEC).getError();

        assertThat(violations.map(Violation::field)).containsExactly("num_frames");
        assertThat(violations.head().message()).isEqualTo("cannot be set together with 'duration'. Set one of them.");
        assertThat(violations.head().source()).contains(SampleRequests.anchor("frames"));
    }

    @Test
    void the_rule_holds_if_both_are_options() {
        TextToVideoRequest both =
                request().option("duration", "5").option("num_frames", "81").build();
        assertThat(resolve(both, PROMPT_SPEC, DURATION_SPEC, FRAMES_SPEC)
                        .getError()
                        .map(Violation::field))
                .containsExactly("num_frames");
    }

    @Test
    void either_field_may_be_set_alone() {
        TextToVideoRequest length = request().duration(Duration.ofSeconds(5)).build();
        TextToVideoRequest frames = request().option("num_frames", "81").build();

        assertThat(resolve(length, PROMPT_SPEC, DURATION_SPEC, FRAMES_SPEC)
                        .get()
                        .formatted())
                .containsOnlyKeys("prompt", "duration");
        assertThat(resolve(frames, PROMPT_SPEC, DURATION_SPEC, FRAMES_SPEC)
                        .get()
                        .formatted())
                .containsOnlyKeys("prompt", "num_frames");
    }

    @Test
    void the_default_of_an_excluded_field_is_omitted() {
        FieldSpec<Duration> five = DURATION_SPEC.withDefault(Duration.ofSeconds(5));
        TextToVideoRequest frames = request().option("num_frames", "81").build();

        assertThat(resolve(frames, PROMPT_SPEC, five, FRAMES_SPEC).get().formatted())
                .containsOnlyKeys("prompt", "num_frames");
        assertThat(resolve(request().build(), PROMPT_SPEC, five, FRAMES_SPEC)
                        .get()
                        .formatted())
                .containsEntry("duration", "5");
    }

    @Test
    void the_default_of_the_excluding_field_is_omitted() {
        FieldSpec<Long> frames = FRAMES_SPEC.withDefault(81L);
        TextToVideoRequest length = request().duration(Duration.ofSeconds(5)).build();

        assertThat(resolve(length, PROMPT_SPEC, DURATION_SPEC, frames).get().formatted())
                .containsOnlyKeys("prompt", "duration");
    }

    @Test
    void an_omitted_default_makes_no_other_field_required() {
        FieldSpec<Long> frames = FRAMES_SPEC.withDefault(81L);
        FieldSpec<AspectRatio> ratio = FieldSpec.optional(Field.ASPECT_RATIO, SampleRequests.anchor("ratio"))
                .requiredWhen(FRAMES, 81L);
        TextToVideoRequest length = request().duration(Duration.ofSeconds(5)).build();

        assertThat(resolve(length, PROMPT_SPEC, DURATION_SPEC, frames, ratio).isValid())
                .isTrue();
        assertThat(resolve(request().build(), PROMPT_SPEC, DURATION_SPEC, frames, ratio)
                        .getError()
                        .map(Violation::field))
                .containsExactly("aspect_ratio");
    }

    @Test
    void a_copy_keeps_the_excluded_fields() {
        FieldSpec<Long> copy = FRAMES_SPEC
                .excludes(Field.SEED)
                .withNote("81 or more")
                .withDefault(81L)
                .requiredWhen(Field.SEED, 7L);

        assertThat(copy.excluded()).containsExactlyInAnyOrder(Field.DURATION, Field.SEED);
    }

    @Test
    void a_field_cannot_exclude_itself() {
        assertThatIllegalArgumentException().isThrownBy(() -> DURATION_SPEC.excludes(Field.DURATION));
    }
}
