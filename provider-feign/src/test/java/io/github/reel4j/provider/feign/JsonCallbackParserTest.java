package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonCallbackParserTest {

    private final JsonCallbackParser callbacks = new JsonCallbackParser("/data/id", TaskIdFormat.DEFAULT);

    private Either<VideoFailure, CallbackHint> hint(String body) {
        return callbacks.hint(new ReceivedCallback(Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\": {\"id\": \"task_1\"}}|task_1",
                "{\"data\": {\"id\": 9007199254740993}}|9007199254740993",
                "{\"more\": [1], \"data\": {\"url\": \"https://evil.example\", \"id\": \"a.b-c_D\"}}|a.b-c_D"
            })
    void the_task_is_read_and_nothing_else(String body, String id) {
        assertThat(hint(body)).isEqualTo(Either.right(new CallbackHint(id)));
    }

    static Stream<String> malformedBodies() {
        return Stream.of(
                "",
                " ",
                "null",
                "[]",
                "{}",
                "\"task_1\"",
                "{\"data\": null}",
                "{\"data\": {\"id\": null}}",
                "{\"data\": {\"id\": \"\"}}",
                "{\"data\": {\"id\": 1.5}}",
                "{\"data\": {\"id\": true}}",
                "{\"data\": {\"id\": {\"id\": \"task_1\"}}}",
                "{\"data\": {\"id\": \"../../other\"}}",
                "{\"data\": {\"id\": \"task 1\\r\\nX: y\"}}",
                "{\"data\": {\"id\": \"" + "x".repeat(129) + "\"}}",
                "{\"data\": {\"id\": " + "9".repeat(5_000) + "}}",
                "{\"data\": {\"id\": \"task_1\"}} {}",
                "{\"data\": {\"id\": \"task_1\"}, \"data\": {\"id\": \"task_2\"}}",
                "{\"data\": {\"id\": \"task_1\"}",
                "[".repeat(60_000),
                "{\"data\":".repeat(8_000),
                "\u0000\ufffd\ud83c",
                "<html></html>");
    }

    @ParameterizedTest
    @MethodSource("malformedBodies")
    @Tag("fault-108")
    void what_names_no_task_is_an_unexpected_reply_and_never_an_exception(String body) {
        assertThat(hint(body).getLeft().kind()).isEqualTo(FailureKind.UNEXPECTED_RESPONSE);
    }

    @Test
    void the_body_is_not_shown() {
        assertThat(hint("{\"secret\": \"sesame\"}").getLeft().message())
                .contains("/data/id")
                .doesNotContain("sesame");
    }
}
