package io.github.reel4j.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which forms are parsed, and what is reported about others. */
class MultipartFormTest {

    private static final String FORM = """
            --b
            Content-Disposition: form-data; name="key"

            größe
            --b
            Content-Type: image/png
            content-disposition: form-data; name="file"; filename="a.png"

            12

            --b--
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=b",
                "multipart/form-data;boundary=\"b\"",
                "Multipart/Form-Data; charset=utf-8; Boundary=b",
                "multipart/form-data; boundary=b; charset=utf-8"
            })
    void a_form_has_fields_and_files(String type) {
        MultipartForm form = form(type, FORM);

        assertThat(form.problem()).isEmpty();
        assertThat(form.parts()).extracting(MultipartForm.Part::name).containsExactly("key", "file");
        assertThat(form.text("key")).contains("größe");
        MultipartForm.Part file = form.file("file").orElseThrow();
        assertThat(file.fileName()).contains("a.png");
        assertThat(file.type()).contains("image/png");
        assertThat(file.text()).isEqualTo("12\r\n");
        assertThat(form.file("key")).isEmpty();
        assertThat(form.text("file")).isEmpty();
        assertThat(form.text("other")).isEqualTo(Optional.empty());
    }

    @Test
    void bytes_are_kept() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        String start = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n";
        ByteBuffer content = ByteBuffer.allocate(1000)
                .put(ascii(start))
                .put(bytes)
                .put(ascii("\r\n--b--"))
                .flip();

        assertThat(MultipartForm.of(request("multipart/form-data; boundary=b", content))
                        .file("f")
                        .map(MultipartForm.Part::content))
                .contains(ByteBuffer.wrap(bytes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{}|the Content-Type must be multipart/form-data with a boundary",
                "multipart/form-data|--b--|the Content-Type must be multipart/form-data with a boundary",
                "multipart/form-data; boundary=b||the form must end with its boundary and 2 hyphens",
                "multipart/form-data; boundary=b|--b\\nContent-Disposition: form-data; name=\"a\"\\n\\n1"
                        + "|the form must end with its boundary and 2 hyphens",
                "multipart/form-data; boundary=b|--b\\nContent-Disposition: form-data\\n\\n1\\n--b--"
                        + "|each part must have the header Content-Disposition: form-data with a name",
                "multipart/form-data; boundary=b|--b\\nContent-Disposition: form-data; filename=\"a\"\\n\\n1\\n--b--"
                        + "|each part must have the header Content-Disposition: form-data with a name",
                "multipart/form-data; boundary=b|--b\\nContent-Disposition: form-data; name=\"a\"\\n\\n1\\n--b\\n"
                        + "Content-Disposition: form-data; name=\"a\"\\n\\n2\\n--b--|the part a occurs twice"
            })
    void a_malformed_form_has_a_problem_and_no_parts(String type, @Nullable String body, String problem) {
        MultipartForm form = form(type, body == null ? "" : body.replace("\\n", "\n"));

        assertThat(form.problem()).contains(problem);
        assertThat(form.parts()).isEmpty();
    }

    private static MultipartForm form(String type, String text) {
        return MultipartForm.of(
                request(type, ByteBuffer.wrap(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    private static ReceivedRequest request(String type, ByteBuffer content) {
        return new ReceivedRequest(
                "POST", "/files", "/files", Map.of(), Map.of("content-type", List.of(type)), "", content);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
