package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The invalid fields that a vendor names. */
@Timeout(20)
class VendorViolationTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static List<String> read(ErrorPointers.Violations pointers, String body) throws Exception {
        return ViolationReader.read(JSON.readTree(body), pointers, text -> text.replace("secret", "***")).stream()
                .map(Violation::toString)
                .toList();
    }

    private static VideoFailure failure(String status, String body) {
        try (SampleVendor vendor = SampleVendor.respondingWith(status, "", body)) {
            return vendor.submit().getLeft();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'[\"body\",\"prompt\"]', prompt",
        "'[\"query\",\"seed\"]', seed",
        "'[\"body\",\"loras\",0,\"path\"]', loras.0.path",
        "'[\"prompt\"]', prompt",
        "'\"prompt\"', prompt",
        "'[\"prompt\",\"body\"]', prompt.body"
    })
    void an_array_names_the_field_by_its_location(String location, String field) throws Exception {
        String body = "{\"detail\":[{\"loc\":" + location + ",\"msg\":\" is\\u0020empty \",\"type\":\"missing\"}]}";
        assertThat(read(ErrorPointers.Violations.FAST_API, body)).containsExactly(field + ": is empty");
    }

    @Test
    void an_object_names_the_field_by_its_key() throws Exception {
        assertThat(read(
                        ErrorPointers.Violations.byField("/errors"),
                        "{\"errors\":{\"prompt\":[\"is empty\",\"is secret\"],\"size\":\"is too big\",\"seed\":7}}"))
                .containsExactly("prompt: is empty", "prompt: is ***", "size: is too big");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "7",
                "{\"detail\":\"No\"}",
                "{\"detail\":null}",
                "{\"detail\":[]}",
                "{\"detail\":[7,null,\"x\",[]]}",
                "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"no media\"}]}",
                "{\"detail\":[{\"loc\":[],\"msg\":\"no media\"}]}",
                "{\"detail\":[{\"msg\":\"no media\"}]}",
                "{\"detail\":[{\"loc\":[\"body\",\"prompt\"]}]}",
                "{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"  \"}]}"
            })
    void what_names_no_field_is_left_out(String body) throws Exception {
        assertThat(read(ErrorPointers.Violations.FAST_API, body)).isEmpty();
    }

    @Test
    void at_most_20_violations_are_read() throws Exception {
        String detail = IntStream.range(0, 1000)
                .mapToObj(i -> "{\"loc\":[\"body\",\"f" + i + "\"],\"msg\":\"bad\"}")
                .collect(Collectors.joining(","));
        assertThat(read(ErrorPointers.Violations.FAST_API, "{\"detail\":[" + detail + "]}"))
                .hasSize(20)
                .startsWith("f0: bad");
        String many = IntStream.range(0, 1000).mapToObj(i -> "\"bad\"").collect(Collectors.joining(","));
        assertThat(read(
                        ErrorPointers.Violations.byField("/errors"),
                        "{\"errors\":{\"a\":[" + many + "],\"b\":\"bad\"}}"))
                .hasSize(20);
    }

    @Test
    void a_violation_is_redacted_and_on_one_line() {
        VideoFailure failure = failure(
                "422 No",
                "{\"detail\":[{\"loc\":[\"body\",\"" + "x".repeat(500) + "\"],\"msg\":\"bad\\n" + SampleVendor.KEY
                        + "\"}]}");
        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(failure.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.field()).hasSizeLessThanOrEqualTo(100);
            assertThat(violation.message()).startsWith("bad ").doesNotContain("\n", SampleVendor.KEY);
            assertThat(violation.rejectedValue()).isEqualTo(Optional.empty());
        });
    }

    @ParameterizedTest
    @CsvSource({"401 No, AUTHENTICATION", "429 No, RATE_LIMITED", "500 No, SUBMISSION_UNKNOWN"})
    void only_an_invalid_request_has_violations(String status, FailureKind kind) {
        VideoFailure failure = failure(status, "{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"bad\"}]}");
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.violations()).isEmpty();
    }

    @Test
    void a_pointer_that_is_none_is_rejected() {
        assertThatThrownBy(() -> ErrorPointers.Violations.byField("errors"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
