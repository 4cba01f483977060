package io.github.reel4j.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.ProviderId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlsTest {

    private static final URI BASE = URI.create("https://example.com/reel/hooks");
    private static final Optional<String> SECRET = Optional.of("sesame, open for us");

    private final CallbackUrls urls = CallbackUrls.under(BASE, SECRET);

    @Test
    void a_url_is_under_the_base_and_is_recognized() {
        URI address = urls.urlFor(SampleRequests.ACME, "order-1");
        assertThat(address.toString()).startsWith(BASE + "/acme/order-1/").hasSizeGreaterThan(80);
        assertThat(urls.find(address.getPath()))
                .contains(new CallbackUrls.CallbackTarget(SampleRequests.ACME, "order-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/behind/a/proxy", "https://inside:8080/x"})
    void only_the_last_3_segments_of_a_path_count(String before) {
        String own = urls.urlFor(SampleRequests.ACME, "order-1")
                .toString()
                .substring(BASE.toString().length());
        assertThat(urls.find(before + own)).isPresent();
        assertThat(urls.find(before + own + "?attempt=2")).isPresent();
    }

    @Test
    void a_path_has_at_most_2048_characters() {
        String own = urls.urlFor(SampleRequests.ACME, "order-1").getPath();
        String max = "/" + "x".repeat(2_048 - own.length() - 1) + own;
        assertThat(urls.find(max)).isPresent();
        assertThat(urls.find("/" + max)).isEmpty();
    }

    @Test
    void the_query_is_ignored() {
        String own = urls.urlFor(SampleRequests.ACME, "order-1").getPath();
        assertThat(urls.find("?" + own)).isEmpty();
    }

    /** Returns a valid path with each character replaced, removed or doubled. */
    static Stream<String> nearly() {
        String genuine = CallbackUrls.under(BASE, SECRET)
                .urlFor(SampleRequests.ACME, "order-1")
                .getPath();
        int own = genuine.length() - "/acme/order-1/".length() - 43 + 1;
        return IntStream.range(own, genuine.length())
                .boxed()
                .flatMap(at -> Stream.of(
                        genuine.substring(0, at) + (genuine.charAt(at) == 'x' ? 'y' : 'x') + genuine.substring(at + 1),
                        genuine.substring(0, at) + genuine.substring(at + 1),
                        genuine.substring(0, at + 1) + genuine.charAt(at) + genuine.substring(at + 1)));
    }

    @ParameterizedTest
    @MethodSource("nearly")
    void a_nearly_valid_path_is_invalid(String path) {
        assertThat(urls.find(path)).isEmpty();
    }

    static List<String> malformedPaths() {
        List<String> paths = new ArrayList<>(List.of(
                "",
                "/",
                "//",
                "///",
                "////",
                "?",
                "/?/",
                "acme",
                "acme/order-1",
                "/acme/order-1/",
                "/acme/order-1/***",
                "\u0000/\ud800/\uffff",
                "/../../..",
                "%2e/%00/%ff"));
        paths.add("/x".repeat(100_000));
        paths.add("y".repeat(1_000_000));
        return paths;
    }

    @ParameterizedTest
    @MethodSource("malformedPaths")
    void a_malformed_path_is_invalid(String path) {
        assertThat(urls.find(path)).isEmpty();
    }

    @Test
    void the_token_of_another_order_or_provider_is_invalid() {
        String token = token(urls.urlFor(SampleRequests.ACME, "order-1"));
        assertThat(urls.find("/acme/order-2/" + token)).isEmpty();
        assertThat(urls.find("/zeta/order-1/" + token)).isEmpty();
        assertThat(token(urls.urlFor(ProviderId.of("zeta"), "order-1"))).isNotEqualTo(token);
    }

    @Test
    void only_processes_with_the_same_secret_recognize_a_url() {
        String path = urls.urlFor(SampleRequests.ACME, "order-1").getPath();
        assertThat(CallbackUrls.under(BASE, SECRET).find(path)).isPresent();
        assertThat(CallbackUrls.under(BASE, Optional.of("another secret of us")).find(path))
                .isEmpty();
        CallbackUrls own = CallbackUrls.under(BASE, Optional.empty());
        assertThat(own.find(path)).isEmpty();
        assertThat(own.find(own.urlFor(SampleRequests.ACME, "order-1").getPath()))
                .isPresent();
        assertThat(CallbackUrls.under(BASE, Optional.empty())
                        .find(own.urlFor(SampleRequests.ACME, "order-1").getPath()))
                .isEmpty();
    }

    @Test
    void redacted_urls_are_invalid_and_contain_no_secret() {
        assertThat(urls.redacted(SampleRequests.ACME)).hasToString(BASE + "/acme/***");
        assertThat(urls.find(urls.redacted(SampleRequests.ACME).getPath())).isEmpty();
        assertThat(urls.toString()).doesNotContain("sesame");
    }

    private static String token(URI address) {
        return address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
    }
}
