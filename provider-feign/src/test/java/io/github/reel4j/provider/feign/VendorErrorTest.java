package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.provider.feign.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorErrorTest {

    private final JsonMapper mapper = StrictJson.mapper();

    private VendorError read(String body) {
        return read(body, ErrorPointers.DEFAULT);
    }

    private VendorError read(String body, ErrorPointers pointers) {
        return VendorError.of(body.getBytes(StandardCharsets.UTF_8), mapper, pointers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\":\"Invalid parameters\"}||Invalid parameters",
                "{\"error\":{\"code\":\"E1\",\"message\":\"bad\"}}|E1|bad",
                "{\"statusCode\":401,\"message\":\"Access denied\"}||Access denied",
                "{\"code\":\"InvalidApiKey\",\"message\":\"No API-key provided.\",\"request_id\":\"r\"}"
                        + "|InvalidApiKey|No API-key provided.",
                "{\"code\":400,\"message\":\"Invalid request\",\"data\":{\"error\":\"Missing: input.prompt\"}}"
                        + "||Invalid request: Missing: input.prompt",
                "{\"data\":{\"error\":\"Missing\"}}||Missing",
                "{\"detail\":\"Not found\"}||Not found",
                "{\"detail\":[{\"loc\":[\"body\",0,\"x\"],\"msg\":\"field required\",\"type\":\"missing\"},"
                        + "{\"msg\":\"no\"}]}||body.0.x: field required; no",
                "{\"output\":{\"task_status\":\"FAILED\",\"code\":\"DataInspectionFailed\",\"message\":\"content\"}}"
                        + "|DataInspectionFailed|content",
                "{\"failCode\":\"CONTENT_VIOLATION\",\"failMsg\":\"violates\"}|CONTENT_VIOLATION|violates",
                "{\"data\":{\"failCode\":\"NSFW\",\"failMsg\":\"no\"}}|NSFW|no",
                "{\"code\":200,\"message\":\"success\",\"data\":{\"failCode\":\"NSFW\",\"failMsg\":\"no\"}}|NSFW|no",
                "` Rate limit is exceeded. Try again in 5 seconds. \n`"
                        + "||Rate limit is exceeded. Try again in 5 seconds.",
                "\"quoted\"||quoted",
                "{\"error\":\"\",\"message\":\"  \"}||",
                "{\"error\":7,\"message\":{\"a\":1}}||",
                "<html><body>502</body></html>||",
                "{\"error\":\"cut of||",
                "[]||",
                "null||",
                "``||"
            })
    void code_and_message_are_found_in_all_known_locations(
            String body, @Nullable String code, @Nullable String message) {
        VendorError error = read(body);
        assertThat(error.code().orElse(null)).isEqualTo(code);
        assertThat(error.message().orElse(null)).isEqualTo(message);
    }

    @Test
    void of_many_details_the_first_5_are_kept() {
        String detail = IntStream.rangeClosed(1, 9)
                .mapToObj(number -> "{\"msg\":\"no " + number + "\"}")
                .collect(Collectors.joining(",", "{\"detail\":[", "]}"));

        assertThat(read(detail).message()).contains("no 1; no 2; no 3; no 4; no 5");
    }

    @Test
    void the_vendors_pointers_precede_the_default_locations() {
        ErrorPointers pointers =
                new ErrorPointers(List.of("/problem/title"), List.of("/job/problem/detail", "/problem/detail"));

        VendorError own = read("{\"problem\":{\"title\":\"NSFW\",\"detail\":\"no\"},\"message\":\"other\"}", pointers);
        assertThat(own.code()).contains("NSFW");
        assertThat(own.message()).contains("no");

        VendorError defaultValue = read("{\"problem\":{\"detail\":7},\"code\":\"E1\",\"message\":\"bad\"}", pointers);
        assertThat(defaultValue.code()).contains("E1");
        assertThat(defaultValue.message()).contains("bad");
    }

    @Test
    void an_invalid_JSON_pointer_is_rejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ErrorPointers(List.of("problem.title"), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ErrorPointers(List.of(), List.of("problem.title")));
    }

    @Test
    @Tag("fault-55")
    void random_bytes_and_deep_nesting_never_throw() {
        Random random = new Random(4711);
        for (int i = 0; i < 500; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            assertThatCode(() -> VendorError.of(body, mapper, ErrorPointers.DEFAULT))
                    .doesNotThrowAnyException();
        }
        assertThatCode(() -> read("[".repeat(100_000))).doesNotThrowAnyException();
        assertThatCode(() -> read("{\"a\":".repeat(5_000))).doesNotThrowAnyException();
    }
}
