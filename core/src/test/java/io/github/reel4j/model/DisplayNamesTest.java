package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the descriptions of domain values. */
class DisplayNamesTest {

    @Test
    void requests_list_only_the_values_that_are_set() {
        assertThat(ImageToVideoRequest.builder()
                        .image("https://a.example/i.png")
                        .duration(Duration.ofSeconds(5))
                        .build()
                        .values())
                .containsExactly(
                        Map.entry(Field.IMAGE, "https://a.example/i.png"),
                        Map.entry(Field.DURATION, Duration.ofSeconds(5)));
        SpeechToVideoRequest speech = SpeechToVideoRequest.builder()
                .image("https://a.example/i.png")
                .audio("https://a.example/a.mp3")
                .prompt("sing")
                .seed(7L)
                .build();
        assertThat(speech.operation()).isEqualTo(Operation.SPEECH_TO_VIDEO);
        assertThat(speech.values().keySet()).containsExactly(Field.IMAGE, Field.AUDIO, Field.PROMPT, Field.SEED);
    }

    @Test
    void a_violation_shows_field_value_message_and_source() {
        assertThat(new Violation(
                        "seed", Optional.of("-1"), "must be 0 or more.", Optional.of(SampleRequests.anchor("seed"))))
                .hasToString("seed = -1: must be 0 or more.   acme-text, \"seed\"");
        assertThat(new Violation("prompt", Optional.empty(), "must be set.", Optional.empty()))
                .hasToString("prompt: must be set.");
    }

    @Test
    void every_status_has_a_display_name() {
        VideoFailure failure = VideoFailure.of(FailureKind.GENERATION_FAILED, "gone");
        assertThat(List.of(
                        new TaskStatus.Queued().id(),
                        new TaskStatus.Running(Optional.empty()).id(),
                        new TaskStatus.Failed(failure).id(),
                        new TaskStatus.Unrecognized("REHEATING").id()))
                .containsExactly("queued", "running", "failed", "running (\"REHEATING\")");
    }

    @Test
    void an_estimate_is_described_with_basis_and_source() {
        assertThat(new Estimate.Range(Money.usd("0.12"), Money.usd("0.2"), "by length", SampleRequests.anchor("price"))
                        .describe())
                .isEqualTo("0.12 USD to 0.20 USD estimated: by length   acme-text, \"price\"");
    }

    @Test
    void an_order_that_never_fits_the_budget_is_not_retried() {
        VideoFailure failure = VideoFailure.of(FailureKind.OVER_BUDGET, "above the whole limit");
        assertThat(failure.retryability()).isEqualTo(Retryability.NEVER);
        VideoFailure later = VideoFailure.builder()
                .from(failure)
                .retryAfter(Duration.ofHours(1))
                .build();
        assertThat(later.retryability()).isEqualTo(Retryability.AFTER_DELAY);
    }

    @Test
    void the_kind_of_a_failure_decides_its_retryability() {
        assertThat(VideoFailure.of(FailureKind.RATE_LIMITED, "slow down").retryability())
                .isEqualTo(Retryability.AFTER_DELAY);
        assertThat(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "lost").retryability())
                .isEqualTo(Retryability.NEVER);
    }

    @Test
    void a_model_is_not_recommended_by_default() {
        assertThat(SampleRequests.priceListOnly().recommended()).isFalse();
    }

    @Test
    void operations_and_providers_are_listed_in_order() {
        assertThat(Operation.allIds()).isEqualTo("text-to-video, image-to-video, speech-to-video, animate, replace");
        assertThat(List.of(ProviderId.of("b"), ProviderId.of("a")).stream().sorted())
                .containsExactly(ProviderId.of("a"), ProviderId.of("b"));
    }

    @Test
    void integers_and_texts_of_a_table_are_parsed() {
        assertThat(Field.integer("steps").parse("27")).isEqualTo(27L);
        assertThat(FieldSpec.oneOfTexts("plus", "async").allowedValues()).isEqualTo("async");
    }
}
