package io.github.reel4j.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What dialects read from a JSON body, and which bodies violate their rules. */
class JsonBodyValidatorTest {

    private static final String VALID = """
            {"model": "m", "count": 3, "scale": 2.5, "loop": true, "tags": ["a", "b"], "sizes": [1, 2],
             "weights": [0.5], "media": ["https://media.example/a.png"],
             "input": {"prompt": "a kite", "camera": {"pan": 1}},
             "scenes": [{"text": "one", "seconds": 2}, {"text": "two"}]}""";

    @Test
    void values_have_their_types() {
        JsonBodyValidator body = JsonBodyValidator.of(VALID);
        JsonBodyValidator input = body.object("input").orElseThrow();

        assertThat(body.integer("count", 1, 3)).contains(3L);
        assertThat(body.number("scale", 1, 3)).contains(new BigDecimal("2.5"));
        assertThat(body.bool("loop")).contains(true);
        assertThat(body.texts("tags", 1, 2)).containsExactly("a", "b");
        assertThat(body.integers("sizes", 1, 2)).containsExactly(1L, 2L);
        assertThat(body.numbers("weights", 1, 2)).containsExactly(new BigDecimal("0.5"));
        assertThat(body.urls("media", 1, 1)).containsExactly(URI.create("https://media.example/a.png"));
        assertThat(input.requiredText("prompt")).isEqualTo("a kite");
        assertThat(input.object("camera").orElseThrow().integer("pan")).contains(1L);
        assertThat(body.objects("scenes", 1, 2).stream().map(scene -> scene.requiredText("text")))
                .containsExactly("one", "two");
        assertThat(body.unknownFields()).containsExactly("model", "scenes[0].seconds");
        assertThat(body.problem()).isEmpty();
    }

    @Test
    void absent_fields_are_empty() {
        JsonBodyValidator body = JsonBodyValidator.of("{\"nothing\": null}");

        assertThat(body.object("nothing")).isEmpty();
        assertThat(body.objects("scenes", 1, 2)).isEmpty();
        assertThat(body.texts("nothing", 1, 2)).isEmpty();
        assertThat(body.bool("loop")).isEqualTo(Optional.empty());
        body.rejectUnknown();
        assertThat(body.problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"input\": {\"prompt\": 1}}|input.prompt must be a string",
                "{\"input\": []}|input must be an object",
                "{\"input\": {\"camera\": {\"tilt\": 1}}}|input.camera.tilt is not a documented field",
                "{\"input\": {\"camera\": {\"pan\": 9}}}|input.camera.pan must be 0 to 5",
                "{\"scenes\": [{\"text\": \"a\"}, 7]}|scenes[1] must be an object",
                "{\"scenes\": [{\"text\": \"\"}]}|scenes[0].text must not be empty",
                "{\"scenes\": [{}]}|Missing required field: scenes[0].text",
                "{\"scenes\": [{\"text\": \"a\", \"txet\": 1}]}|scenes[0].txet is not a documented field",
                "{\"scenes\": []}|scenes must have 1 to 2 elements",
                "{\"tags\": [\"a\", 1]}|tags[1] must be a string",
                "{\"tags\": [\"a\", null]}|tags[1] must be a string",
                "{\"tags\": \"a\"}|tags must be a list",
                "{\"tags\": [\"a\", \"b\", \"c\"]}|tags must have 0 to 2 elements",
                "{\"media\": [\"file:///a.png\"]}|media[0] must be an http or https URL",
                "{\"loop\": \"true\"}|loop must be true or false",
                "{\"scale\": 9.5}|scale must be 1.0 to 9.0",
                "{\"extra\": {}}|extra is not a documented field",
                "{\"input\": {\"extra\": [1]}}|input.extra is not a documented field",
                "{\"a/b\": 1, \"input\": {}}|a/b is not a documented field",
            })
    void a_violation_names_the_field(String json, String problem) {
        JsonBodyValidator body = JsonBodyValidator.of(json);
        body.object("input").ifPresent(input -> {
            input.text("prompt");
            input.object("camera").ifPresent(camera -> camera.integer("pan", 0, 5));
        });
        body.objects("scenes", 1, 2).forEach(scene -> scene.requiredText("text"));
        body.texts("tags", 0, 2);
        body.urls("media", 1, 1);
        body.bool("loop");
        body.number("scale", 1, 9);
        body.rejectUnknown();

        assertThat(body.problem()).contains(problem);
    }

    @Test
    void required_fields_may_have_any_type() {
        JsonBodyValidator body = JsonBodyValidator.of("{\"list\": [], \"object\": {\"text\": null}}");
        body.required("list", "object");
        assertThat(body.problem()).isEmpty();

        body.object("object").orElseThrow().required("text");
        assertThat(body.problem()).contains("Missing required field: object.text");
    }

    @Test
    void a_list_that_is_read_as_a_whole_hides_nothing() {
        JsonBodyValidator body = JsonBodyValidator.of("{\"scenes\": [{\"a\": 1}], \"more\": [{\"b\": 1}]}");
        body.objects("scenes", 1, 1);

        assertThat(body.unknownFields()).isEqualTo(List.of("scenes[0].a", "more"));
    }
}
