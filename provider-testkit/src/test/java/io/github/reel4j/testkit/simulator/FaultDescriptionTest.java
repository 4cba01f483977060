package io.github.reel4j.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FaultDescriptionTest {

    @Test
    void raw_bytes_are_described() {
        assertThat(Fault.raw("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 90000\r\n\r\n123456789012"))
                .hasToString("HTTP 200 with 12 of 90,000 bytes of video/mp4, then the connection closes");
        assertThat(Fault.raw("HTTP/1.1 20"))
                .hasToString("11 bytes that are not a complete HTTP response, then the connection closes");
        assertThat(Fault.cutAt(90)).hasToString("the first 90 % of the body, then the connection closes");
    }

    @Test
    void a_message_replaces_that_of_the_vendor() {
        assertThat(replaced("{\"error\":{\"code\":\"E400\",\"message\":\"old\"}}"))
                .isEqualTo("{\"error\":{\"code\":\"E400\",\"message\":\"new\"}}");
        assertThat(replaced("{\"code\":400,\"message\":\"old\",\"data\":{\"error\":\"old\"}}"))
                .isEqualTo("{\"code\":400,\"message\":\"new\",\"data\":{\"error\":\"new\"}}");
        assertThat(replaced("<html>")).isEqualTo("{\"error\":\"new\",\"message\":\"new\"}");
    }

    @Test
    void a_title_beside_a_detail_is_kept() {
        assertThat(replaced("{\"title\":\"Invalid\",\"detail\":\"old\",\"status\":422}"))
                .isEqualTo("{\"title\":\"Invalid\",\"detail\":\"new\",\"status\":422}");
        assertThat(replaced("{\"error\":\"Bad Request\",\"reason\":\"Invalid\",\"message\":\"old\"}"))
                .isEqualTo("{\"error\":\"Bad Request\",\"reason\":\"Invalid\",\"message\":\"new\"}");
        assertThat(replaced("{\"title\":\"old\",\"detail\":[{\"msg\":\"old\"}]}"))
                .isEqualTo("{\"title\":\"new\",\"detail\":[{\"msg\":\"new\"}]}");
    }

    @Test
    void a_task_id_is_replaced_by_any_value() {
        String body = "{\"id\":\"job-1\",\"url\":\"https://acme.example/job-1\",\"state\":\"new\"}";
        assertThat(new String(
                        JsonValueReplacer.withTaskId(body.getBytes(StandardCharsets.UTF_8), "job-1", "[]"),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":[],\"url\":null,\"state\":\"new\"}");
    }

    private static String replaced(String body) {
        return new String(
                ErrorMessages.replaced(ServerResponse.json(400, body), "new").body(), StandardCharsets.UTF_8);
    }
}
