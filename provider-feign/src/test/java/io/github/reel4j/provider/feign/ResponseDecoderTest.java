package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import feign.Request;
import feign.Response;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;
import io.github.reel4j.provider.feign.http.BufferedBody;
import io.github.reel4j.provider.feign.json.StrictJson;
import io.vavr.Lazy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseDecoderTest {

    record Wire(
            @Nullable String id,
            @Nullable Integer count,
            @Nullable BigDecimal seconds,
            @Nullable Inner output,
            @Nullable Boolean good) {}

    record Inner(@Nullable String url) {}

    record Flat(int width) {}

    @SuppressWarnings("unused") // read by reflection: the way Feign finds a return type
    interface Methods {
        VendorResponse<Wire> response();
    }

    private final ResponseDecoder decoder = new ResponseDecoder(Lazy.of(StrictJson::mapper));

    static Response response(int status, String contentType, byte[] bytes) throws IOException {
        BufferedBody body = new BufferedBody(bytes.length);
        body.fill(new ByteArrayInputStream(bytes));
        Request request = Request.create(Request.HttpMethod.POST, "http://h/", Map.of(), null, null, null);
        return Response.builder()
                .status(status)
                .request(request)
                .headers(Map.of("Content-Type", List.of(contentType)))
                .body(body)
                .build();
    }

    private Object decode(byte[] body, Type type) throws IOException {
        return decoder.decode(response(200, "application/json", body), type);
    }

    private Wire wire(String json) throws IOException {
        return (Wire) decode(json.getBytes(StandardCharsets.UTF_8), Wire.class);
    }

    private UndecodableBodyException failure(byte[] body, Class<?> type) {
        UndecodableBodyException failure =
                catchThrowableOfType(UndecodableBodyException.class, () -> decode(body, type));
        assertThat(failure).isNotNull();
        assertThat(failure.hasRequest()).isFalse();
        return failure;
    }

    private String fault(String json) {
        return failure(json.getBytes(StandardCharsets.UTF_8), Wire.class).predicate();
    }

    @Test
    @Tag("fault-44")
    void a_record_is_read_and_unknown_keys_are_ignored() throws Exception {
        assertThat(wire("{\"id\":\"a\",\"new\":[1,{\"x\":null}],\"seconds\":5.20,\"output\":{\"url\":\"u\"}}"))
                .isEqualTo(new Wire("a", null, new BigDecimal("5.20"), new Inner("u"), null));
    }

    @Test
    void surrogate_pairs_are_valid_text() throws Exception {
        assertThat(wire("{\"id\":\"a\uD83D\uDE00\\ud83d\\ude00\uD83D\uDE00\"}").id())
                .isEqualTo("a\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00");
    }

    /** The parser reuses a buffer, which may contain the rest of a longer text. */
    @Test
    void a_text_is_checked_without_the_text_before_it() throws Exception {
        assertThat(wire("{\"new\":\"xy\\ud83d\\ude00\",\"id\":\"abc\"}").id()).isEqualTo("abc");
        assertThat(fault("{\"new\":\"x\\ud83d\\ude00\",\"id\":\"y\\ud83d\"}"))
                .isEqualTo("contains text that is not valid Unicode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e-400", "-1e400"})
    @Tag("fault-47")
    void a_number_of_400_digits_is_valid(String number) throws Exception {
        assertThat(wire("{\"seconds\":" + number + "}").seconds()).isEqualTo(new BigDecimal(number));
    }

    @Test
    void a_response_has_status_value_and_bytes() throws Exception {
        Type type = Methods.class.getMethod("response").getGenericReturnType();
        byte[] body = "{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8);

        VendorResponse<?> response = (VendorResponse<?>) decoder.decode(response(201, "text/plain", body), type);

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.value()).isEqualTo(new Wire("a", null, null, null, null));
        assertThat(response.excerpt()).isEqualTo(body);
        assertThat(response).hasToString("VendorResponse[201]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=bogus", "application/json;charset=ISO-8859-1", "x", "text/html"})
    @Tag("fault-50")
    void the_declared_type_and_charset_are_ignored(String contentType) throws Exception {
        byte[] body = "{\"id\":\"äß猫\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.decode(response(200, contentType, body), Wire.class))
                .isEqualTo(new Wire("äß猫", null, null, null, null));
    }

    @Test
    @Tag("fault-50")
    void a_byte_order_mark_is_dropped() throws Exception {
        assertThat(wire("\uFEFF{\"id\":\"a\"}").id()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|is empty",
                "` \t\r\n`|is empty",
                "null|is not a JSON object",
                "[]|is not a JSON object",
                "[{}]|is not a JSON object",
                "\"text\"|is not a JSON object",
                "7|is not a JSON object",
                "<html>|is not JSON",
                "{\"id\":\"a\"|is not JSON",
                "{\"id\":|is not JSON",
                "{'id':'a'}|is not JSON",
                "{\"seconds\":NaN}|is not JSON",
                "{\"id\":\"a\",}|is not JSON",
                "{\"id\":\"a\",\"id\":\"b\"}|has a duplicate key",
                "{\"unknown\":{\"x\":1,\"x\":2}}|has a duplicate key",
                "{\"id\":\"a\"}{}|has data after its JSON object",
                "{\"id\":\"a\"} trailing|has data after its JSON object",
                "{\"id\":7}|has an unexpected value at id",
                "{\"id\":1.5}|has an unexpected value at id",
                "{\"id\":true}|has an unexpected value at id",
                "{\"id\":{}}|has an unexpected value at id",
                "{\"id\":[\"a\"]}|has an unexpected value at id",
                "{\"count\":\"7\"}|has an unexpected value at count",
                "{\"count\":7.5}|has an unexpected value at count",
                "{\"count\":99999999999}|has an unexpected value at count",
                "{\"good\":\"true\"}|has an unexpected value at good",
                "{\"good\":1}|has an unexpected value at good",
                "{\"output\":{\"url\":5}}|has an unexpected value at output.url",
                "{\"output\":\"u\"}|has an unexpected value at output",
                "{\"seconds\":1e400000000}|contains a number out of range",
                "{\"unknown\":1e-400000000}|contains a number out of range",
                "{\"seconds\":1e401}|contains a number out of range",
                "{\"seconds\":1e-401}|contains a number out of range",
                "{\"id\":\"\\ud800\"}|contains text that is not valid Unicode",
                "{\"id\":\"\\ud83dx\"}|contains text that is not valid Unicode",
                "{\"id\":\"x\\ude00\"}|contains text that is not valid Unicode",
                "{\"id\":\"\\ude00\\ud83d\"}|contains text that is not valid Unicode",
                "{\"id\":\"\\ud83d\\ude00\\ud83d\"}|contains text that is not valid Unicode"
            })
    @Tag("fault-39")
    @Tag("fault-40")
    @Tag("fault-41")
    @Tag("fault-46")
    @Tag("fault-47")
    void anything_but_one_valid_object_is_rejected(String json, String predicate) {
        assertThat(fault(json)).isEqualTo(predicate);
    }

    @Test
    @Tag("fault-47")
    void depth_and_length_are_limited() {
        assertThat(fault("{\"x\":".repeat(101) + "1" + "}".repeat(101))).contains("nested too deeply");
        assertThat(fault("{\"x\":" + "9".repeat(2000) + "}")).contains("number that is too long");
    }

    @Test
    @Tag("fault-50")
    void bytes_that_are_not_UTF_8_are_rejected() {
        assertThat(failure("{\"id\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1), Wire.class)
                        .predicate())
                .isEqualTo("is not UTF-8");
        assertThat(failure("{\"id\":\"a\"}".getBytes(Charset.forName("UTF-16")), Wire.class)
                        .predicate())
                .isEqualTo("is not UTF-8");
        assertThat(failure(new byte[] {-1, -2}, Wire.class).predicate()).isEqualTo("is not UTF-8");
    }

    @Test
    @Tag("fault-50")
    void a_byte_order_mark_alone_is_empty() {
        assertThat(fault("\uFEFF")).isEqualTo("is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"width\":null}", "{}"})
    void a_null_primitive_is_rejected(String json) {
        assertThat(failure(json.getBytes(StandardCharsets.UTF_8), Flat.class).predicate())
                .isEqualTo("has an unexpected value at width");
    }

    @Test
    @Tag("fault-38")
    void an_empty_204_is_rejected() {
        assertThat(catchThrowableOfType(
                        UndecodableBodyException.class,
                        () -> decoder.decode(response(204, "x", new byte[0]), Wire.class)))
                .hasMessage("is empty")
                .extracting(UndecodableBodyException::status)
                .isEqualTo(204);
    }

    @Test
    void a_failure_keeps_the_first_8_KiB_of_the_body() {
        byte[] body = ("<html>" + "x".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(failure(body, Wire.class).excerpt()).hasSize(8192).startsWith('<', 'h');
    }

    @Test
    void absent_values_are_not_written_and_decimals_are_plain() throws JsonProcessingException {
        assertThat(StrictJson.mapper()
                        .writeValueAsString(new Wire("a", null, new BigDecimal("1E+2"), new Inner(null), null)))
                .isEqualTo("{\"id\":\"a\",\"seconds\":100,\"output\":{}}");
    }
}
