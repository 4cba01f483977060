package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceivedCallbackTest {

    private static final byte[] BODY = "{\"taskId\":\"a private matter\"}".getBytes(StandardCharsets.UTF_8);

    private static ReceivedCallback with(String name, String... values) {
        return new ReceivedCallback(Map.of(name, List.of(values)), BODY);
    }

    @Test
    void header_names_are_not_case_sensitive() {
        assertThat(with("X-Signature", "abc").header("x-SIGNATURE")).contains("abc");
        assertThat(with("X-Signature", "abc").headers()).containsEntry("x-signature", List.of("abc"));
        assertThat(with("X-Signature", "abc").header("signature")).isEmpty();
    }

    @Test
    void a_repeated_header_has_no_single_value() {
        assertThat(with("x-signature", "abc", "def").header("x-signature")).isEmpty();
        assertThat(with("x-signature", "abc", "def").headers("x-signature")).containsExactly("abc", "def");
    }

    @Test
    void a_header_with_a_null_name_is_ignored() {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put(null, List.of("POST / HTTP/1.1"));
        headers.put("empty", null);
        headers.put("host", List.of("localhost"));
        assertThat(new ReceivedCallback(headers, BODY).headers()).isEqualTo(Map.of("host", List.of("localhost")));
    }

    @Test
    void the_signed_bytes_cannot_be_changed() {
        byte[] bytes = BODY.clone();
        ReceivedCallback received = new ReceivedCallback(Map.of(), bytes);
        bytes[0] = 'x';
        received.body()[1] = 'x';
        assertThat(received.body()).isEqualTo(BODY);
        assertThat(received.text()).isEqualTo(new String(BODY, StandardCharsets.UTF_8));
    }

    @Test
    void its_text_contains_neither_headers_nor_body() {
        assertThat(with("authorization", "secret").toString()).isEqualTo("callback of " + BODY.length + " bytes");
    }
}
