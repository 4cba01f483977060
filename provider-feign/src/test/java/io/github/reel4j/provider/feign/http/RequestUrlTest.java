package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.provider.feign.http.RequestUrl.Endpoint;
import io.github.reel4j.provider.feign.http.TransportException.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://acme.example,              true,  acme.example, 443,  acme.example,      /",
        "HTTPS://acme.example/,             true,  acme.example, 443,  acme.example,      /",
        "http://acme.example/v1/orders,     false, acme.example, 80,   acme.example,      /v1/orders",
        "http://acme.example:8080?id=a%2Fb, false, acme.example, 8080, acme.example:8080, /?id=a%2Fb",
        "https://acme.example:0/x,          true,  acme.example, 0,    acme.example:0,    /x",
        "http://[::1]:81/x?,                false, ::1,          81,   [::1]:81,          /x?",
        "http://[::1]/x,                    false, ::1,          80,   [::1],             /x"
    })
    void a_URL_gives_endpoint_and_path(String url, boolean tls, String host, int port, String authority, String path)
            throws Exception {
        assertThat(RequestUrl.of(url)).isEqualTo(new RequestUrl(new Endpoint(tls, host, port), authority, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/orders",
                "acme.example/orders",
                "ftp://acme.example/orders",
                "https:///orders",
                "https://my_host/orders",
                "https://acme.example/a b",
                "https://acme.example/\u732b",
                "https://acme.example/?q=\u732b",
                "mailto:orders@acme.example"
            })
    void an_invalid_URL_is_not_sent_and_not_shown(String url) {
        TransportException failure = catchThrowableOfType(TransportException.class, () -> RequestUrl.of(url));

        assertThat(failure).hasMessage("the request has no valid URL").hasNoCause();
        assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
    }

    @Test
    void the_cache_keeps_at_most_64_urls_and_none_with_a_query() throws Exception {
        RequestUrl.Cache targets = new RequestUrl.Cache();
        assertThat(targets.of("https://a.example/?id=1")).isNotSameAs(targets.of("https://a.example/?id=1"));
        for (int number = 1; number <= 64; number++) {
            String url = "https://a.example/" + number;
            assertThat(targets.of(url)).isSameAs(targets.of(url));
        }
        assertThat(targets.of("https://a.example/65")).isNotSameAs(targets.of("https://a.example/65"));
        assertThat(targets.of("https://a.example/65")).isEqualTo(targets.of("https://a.example/65"));
    }
}
