package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.WireRequest;
import io.github.reel4j.testkit.http.ReceivedRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireFieldsTest {

    private static final String HERONS = " herons: über 猫 😀 & \"co\"\r\n";

    @Test
    void json_has_a_place_for_each_value() {
        WireFields fields = of(
                "application/json",
                "{\"model\": \"m\", \"input\": {\"images\": [\"a\", \"b\"]}, \"seed\": 9007199254740993,"
                        + " \"scale\": 3.50, \"loop\": false, \"none\": null}");

        assertThat(fields.structured()).isTrue();
        assertThat(fields.values())
                .containsEntry("body.model", "m")
                .containsEntry("body.input.images[1]", "b")
                .containsEntry("body.seed", "9007199254740993")
                .containsEntry("body.loop", "false")
                .doesNotContainKey("body.none");
        assertThat(fields.at("body.scale")).startsWith("3.5");
        assertThat(fields.at("body.none")).isEmpty();
    }

    @Test
    void json_in_a_text_has_places_of_its_own() {
        WireFields fields =
                of("application/json", "{\"param\": \"{\\\"prompt\\\": \\\"herons\\\"}\", \"a\": \"{half\"}");

        assertThat(fields.values())
                .containsEntry("body.param", "{\"prompt\": \"herons\"}")
                .containsEntry("body.param.json.prompt", "herons")
                .containsEntry("body.a", "{half");
    }

    @Test
    void forms_and_queries_are_decoded() {
        WireFields fields = of(
                "application/x-www-form-urlencoded; charset=utf-8",
                "seed=7&prompt=+herons%3A+%C3%BCber+%E7%8C%AB+%F0%9F%98%80+%26+%22co%22%0D%0A&flag&bad=100%");

        assertThat(fields.values())
                .containsEntry("body.prompt", HERONS)
                .containsEntry("body.seed", "7")
                .containsEntry("body.flag", "")
                .containsEntry("body.bad", "100%")
                .containsEntry("path", "/v1/a%20b")
                .containsEntry("query.hook", "https://a.example/x y");
    }

    @Test
    void parts_keep_their_white_space() {
        WireFields fields = of(
                "multipart/form-data; boundary=abc",
                "--abc\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n" + HERONS + "\r\n--abc--\r\n");

        assertThat(fields.values())
                .containsEntry("body.prompt", HERONS)
                .containsEntry("header.content-type", "multipart/form-data; boundary");
    }

    @Test
    void another_format_is_one_value() {
        WireFields fields = of("text/xml", "<prompt>herons</prompt>");

        assertThat(fields.structured()).isFalse();
        assertThat(fields.at("body")).isEqualTo("<prompt>herons</prompt>");
    }

    @Test
    void differences_are_the_places_of_one_or_both() {
        WireFields one = of("application/json", "{\"a\": 1, \"b\": 2}");
        WireFields other = of("application/json", "{\"a\": 1, \"b\": 3, \"c\": 4}");

        assertThat(one.differences(other)).containsExactly("body.b", "body.c");
        assertThat(one.differences(one)).isEmpty();
        assertThat(one.without(one.differences(other))).isEqualTo(other.without(one.differences(other)));
    }

    @Test
    void a_preview_has_the_same_places_as_the_request() {
        WireRequest preview = new WireRequest(
                "POST",
                URI.create("http://127.0.0.1:80/v1/a%20b?hook=https%3A%2F%2Fa.example%2Fx+y"),
                Map.of("Content-Type", "application/json"),
                "{\"a\": 1}");

        assertThat(WireFields.of(preview)).isEqualTo(of("application/json", "{\"a\": 1}"));
    }

    private static WireFields of(String type, String body) {
        return WireFields.of(new ReceivedRequest(
                "POST",
                "/v1/a%20b?hook=https%3A%2F%2Fa.example%2Fx+y",
                "/v1/a b",
                Map.of(),
                Map.of("content-type", List.of(type), "content-length", List.of("" + body.length())),
                body));
    }
}
