package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultipartBodyTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0, '\r', '\n', '-', '-', (byte) 0xff};

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("policy", "e30=");
        fields.put("Signature", "a+b/c=");
        fields.put("key", "dir/ä.png");
        return fields;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String boundary(MultipartBody body) {
        return body.contentType().substring("multipart/form-data; boundary=".length());
    }

    @Test
    void the_fields_come_first_and_the_file_last() {
        MultipartBody body = MultipartBody.of(fields(), "ä.png", "image/png", PNG);
        String line = "--" + boundary(body);
        String utf8 = text("ä".getBytes(StandardCharsets.UTF_8));

        assertThat(text(body.bytes()))
                .isEqualTo(String.join(
                        "\r\n",
                        line,
                        "Content-Disposition: form-data; name=\"policy\"",
                        "",
                        "e30=",
                        line,
                        "Content-Disposition: form-data; name=\"Signature\"",
                        "",
                        "a+b/c=",
                        line,
                        "Content-Disposition: form-data; name=\"key\"",
                        "",
                        "dir/" + utf8 + ".png",
                        line,
                        "Content-Disposition: form-data; name=\"file\"; filename=\"" + utf8 + ".png\"",
                        "Content-Type: image/png",
                        "",
                        text(PNG),
                        line + "--",
                        ""));
    }

    @Test
    void the_part_with_the_file_has_the_given_name() {
        MultipartBody body = MultipartBody.of(Map.of(), "con\"tent", "f.png", "image/png", PNG);

        assertThat(text(body.bytes())).contains("form-data; name=\"con%22tent\"; filename=\"f.png\"");
    }

    @Test
    void the_boundary_is_in_none_of_the_parts() {
        byte[] parts = ("--" + MultipartBody.boundary("x".getBytes(StandardCharsets.US_ASCII), "reel4j-1"))
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(text(parts)).isEqualTo("--reel4j-1");

        String other = MultipartBody.boundary(parts, "reel4j-1");
        assertThat(other).startsWith("reel4j-").isNotEqualTo("reel4j-1");
        assertThat(MultipartBody.boundary(("a reel4j-1 " + other).getBytes(StandardCharsets.US_ASCII), "reel4j-1"))
                .isNotIn("reel4j-1", other);
    }

    @Test
    void a_boundary_has_at_most_70_safe_characters() {
        assertThat(boundary(MultipartBody.of(Map.of(), "f", "image/png", PNG))).matches("[A-Za-z0-9-]{1,70}");
    }

    @Test
    void the_same_parts_give_the_same_bytes() {
        assertThat(MultipartBody.of(fields(), "f.png", "image/png", PNG).bytes())
                .isEqualTo(MultipartBody.of(fields(), "f.png", "image/png", PNG.clone())
                        .bytes());
    }

    @Test
    void names_cannot_add_headers_or_parts() {
        MultipartBody body = MultipartBody.of(Map.of("a\"\r\nX: y", "1"), "b\"\r\n\r\n--", "image/png", PNG);

        assertThat(text(body.bytes())).contains("name=\"a%22%0D%0AX: y\"", "filename=\"b%22%0D%0A%0D%0A--\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultipartBody.of(Map.of(), "f", "image/png\r\nX: y", PNG));
    }

    @Test
    void the_bytes_are_a_copy() {
        MultipartBody body = MultipartBody.of(Map.of(), "f.png", "image/png", PNG);
        body.bytes()[0] = 'X';

        assertThat(body.bytes()[0]).isEqualTo((byte) '-');
    }
}
