package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Feign;
import feign.Headers;
import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import io.github.reel4j.provider.feign.feign.CapturedRequest;
import io.github.reel4j.provider.feign.feign.RequestCapturedException;
import io.github.reel4j.provider.feign.feign.RequestCapturingClient;
import io.github.reel4j.provider.feign.feign.RequestEncoder;
import io.github.reel4j.provider.feign.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts that are removed from Feign's templates are sent as Feign would have sent them. */
class StaticPartsContractTest {

    record Order(String prompt) {}

    interface Api {
        @RequestLine("POST /v1/orders")
        Object plain(Order order) throws IOException;

        @RequestLine("POST v1/orders")
        Object withoutSlash(Order order) throws IOException;

        @RequestLine("GET /")
        Object root() throws IOException;

        @RequestLine("GET /a b/%41/ü/;x=1/~(odd)*,'!$&+=:@")
        Object odd() throws IOException;

        @RequestLine("GET /a?b=c&d")
        Object queried() throws IOException;

        @RequestLine("GET /a")
        Object mapped(@QueryMap Map<String, String> query) throws IOException;

        @RequestLine("GET /a/{id}")
        Object varied(@Param("id") String id) throws IOException;

        @RequestLine("GET /a?id={id}")
        Object pathAndQuery(@Param("id") String id) throws IOException;

        @RequestLine("GET /a")
        @Headers({"X-Id: {id}", "X-Kind: one", "X-Kind: two"})
        Object headed(@Param("id") String id) throws IOException;
    }

    @FunctionalInterface
    interface Call {
        Object make(Api api) throws Exception;
    }

    static List<Call> calls() {
        return List.of(
                api -> api.plain(new Order("x")),
                api -> api.withoutSlash(new Order("x")),
                Api::root,
                Api::odd,
                Api::queried,
                api -> api.mapped(new TreeMap<>(Map.of("x", "1", "y", "a b"))),
                api -> api.varied("7 8"),
                api -> api.pathAndQuery("7 8"),
                api -> api.headed("7 8"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_request_has_the_same_URL_and_headers_as_with_Feign(Call call) throws Exception {
        String base = "http://127.0.0.1:1/base";
        Api ours = FeignClients.create(
                Api.class, URI.create(base), new RequestCapturingClient(), Map::of, StrictJson::mapper);
        Api theirs = Feign.builder()
                .client(new RequestCapturingClient())
                .encoder(new RequestEncoder(StrictJson::mapper))
                .target(Api.class, base);

        assertThat(captured(ours, call).url()).isEqualTo(captured(theirs, call).url());
        assertThat(captured(ours, call).headers())
                .isEqualTo(captured(theirs, call).headers());
        assertThat(captured(ours, call).method())
                .isEqualTo(captured(theirs, call).method());
    }

    private static CapturedRequest captured(Api api, Call call) throws Exception {
        try {
            call.make(api);
        } catch (RequestCapturedException e) {
            return e.request();
        }
        throw new AssertionError("it was sent");
    }
}
