package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolvedRequestTest {

    private static ResolvedRequest order(Object... fieldsAndValues) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            values.put((Field<?>) fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return new ResolvedRequest(SampleRequests.ACME, SampleRequests.plus(), values);
    }

    @Test
    void the_fingerprint_does_not_depend_on_the_order_of_values() {
        assertThat(order(Field.PROMPT, "a", Field.SEED, 5L).fingerprint())
                .isEqualTo(order(Field.SEED, 5L, Field.PROMPT, "a").fingerprint())
                .matches("[0-9a-f]{12}");
    }

    @Test
    void each_value_changes_the_fingerprint() {
        String digest = order(Field.PROMPT, "a", Field.SEED, 5L).fingerprint();
        assertThat(order(Field.PROMPT, "b", Field.SEED, 5L).fingerprint()).isNotEqualTo(digest);
        assertThat(order(Field.PROMPT, "a", Field.SEED, 6L).fingerprint()).isNotEqualTo(digest);
        assertThat(order(Field.PROMPT, "a").fingerprint()).isNotEqualTo(digest);
        assertThat(new ResolvedRequest(ProviderId.of("other"), SampleRequests.plus(), Map.of(Field.PROMPT, "a"))
                        .fingerprint())
                .isNotEqualTo(order(Field.PROMPT, "a").fingerprint());
    }

    @Test
    void a_prompt_cannot_imitate_a_prompt_and_a_seed() {
        assertThat(order(Field.PROMPT, "a\nseed=5").fingerprint())
                .isNotEqualTo(order(Field.PROMPT, "a", Field.SEED, 5L).fingerprint());
        assertThat(order(Field.PROMPT, "a\nseed=1:5").fingerprint())
                .isNotEqualTo(order(Field.PROMPT, "a", Field.SEED, 5L).fingerprint());
    }

    @Test
    void a_value_has_the_vendors_spelling() {
        ResolvedRequest order = order(Field.RESOLUTION, Resolution.P1080, Field.SEED, 5L);
        assertThat(order.wire(Field.RESOLUTION)).contains("1920*1080");
        assertThat(order.wire(Field.SEED)).contains("5");
        assertThat(order.wire(Field.PROMPT)).isEmpty();
        assertThat(order.formatted()).containsExactly(Map.entry("resolution", "1080p"), Map.entry("seed", "5"));
    }

    @Test
    void its_text_contains_no_content() {
        assertThat(order(Field.PROMPT, "a private matter").toString())
                .doesNotContain("private")
                .startsWith("acme plus text-to-video #");
    }

    @Test
    void its_content_is_prompts_and_urls() {
        assertThat(order(Field.PROMPT, "a private matter", Field.SEED, 5L).content())
                .containsExactly("a private matter");
    }

    @Test
    void a_field_unknown_to_the_model_is_spelled_portably() {
        Field<Boolean> foreign = Field.flag("foreign");
        assertThat(order(foreign, true).wire(foreign)).contains("true");
    }
}
