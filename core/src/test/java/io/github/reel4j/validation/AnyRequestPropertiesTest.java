package io.github.reel4j.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

/** Properties of the resolution of all requests. */
class AnyRequestPropertiesTest {

    private static final RequestResolver RESOLVER = new RequestResolver(
            SampleRequests.ACME,
            List.of(SampleRequests.plus(), SampleRequests.priceListOnly(), SampleRequests.animate()));

    /** Generates valid and invalid values of options. */
    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "true",
                        "false",
                        "0",
                        "1",
                        "10",
                        "-1",
                        "1e999999999",
                        "2.5",
                        "0.5",
                        "480p",
                        "async",
                        "callback",
                        "9223372036854775808",
                        "NaN",
                        "1920*1080"),
                Arbitraries.strings().ofMaxLength(80));
    }

    @Provide
    Arbitrary<Map<String, String>> options() {
        Arbitrary<String> names = Arbitraries.of(
                "resolution", "seed", "watermark", "steps", "shift", "mode", "callback_url", "stranger", "prompt", "");
        return Arbitraries.maps(names, values()).ofMaxSize(5);
    }

    private static GenerationRequest request(String prompt, Map<String, String> options, boolean beyond) {
        return TextToVideoRequest.builder()
                .prompt(prompt)
                .putAllOptions(options)
                .allowUndocumentedValues(beyond)
                .build();
    }

    @Property
    @Tag("fault-124")
    void any_request_is_resolved_or_has_violations_on_one_line(
            @ForAll @StringLength(max = 100) String prompt,
            @ForAll("options") Map<String, String> options,
            @ForAll boolean beyond) {
        Validation<Seq<Violation>, ResolvedRequest> result = RESOLVER.resolve(request(prompt, options, beyond));
        if (result.isInvalid()) {
            assertThat(result.getError().toJavaList()).isNotEmpty().allSatisfy(violation -> {
                assertThat(violation.message()).isNotBlank();
                String shown = violation.rejectedValue().orElse("");
                assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(63);
                assertThat(shown.chars().anyMatch(c -> c < ' ' || c == 0x7f)).isFalse();
            });
        }
    }

    @Property
    void a_resolved_request_obeys_the_table_and_the_request(
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String prompt,
            @ForAll("options") Map<String, String> options) {
        RESOLVER.resolve(request(prompt, options, false)).forEach(order -> {
            assertThat(order.get(Field.PROMPT)).contains(prompt);
            order.model()
                    .fields()
                    .forEach(spec -> assertThat(violation(order, spec))
                            .as("%s of %s", spec.field(), order.formatted())
                            .isEmpty());
            options.forEach((name, value) -> assertThat(order.formatted()).containsKey(name));
        });
    }

    private static <T> Optional<String> violation(ResolvedRequest order, FieldSpec<T> spec) {
        Optional<T> value = order.get(spec.field());
        assertThat(value.isPresent() || !spec.required()).isTrue();
        return value.flatMap(spec.constraint()::violation);
    }

    /** The journal keeps the fingerprint instead of the content. */
    @Property
    void fingerprints_are_equal_exactly_for_equal_requests(
            @ForAll @StringLength(min = 1, max = 9) String one, @ForAll @StringLength(min = 1, max = 9) String other) {
        String fingerprint = fingerprint(one, other);
        assertThat(fingerprint).isEqualTo(fingerprint(one, other)).matches("[0-9a-f]{12}");
        assertThat(fingerprint.equals(fingerprint(other, one))).isEqualTo(one.equals(other));
        assertThat(fingerprint).isNotEqualTo(fingerprint(one + "\nnegative_prompt=" + other, ""));
    }

    private static String fingerprint(String prompt, String negative) {
        return new ResolvedRequest(
                        SampleRequests.ACME,
                        SampleRequests.plus(),
                        Map.of(Field.PROMPT, prompt, Field.NEGATIVE_PROMPT, negative))
                .fingerprint();
    }
}
