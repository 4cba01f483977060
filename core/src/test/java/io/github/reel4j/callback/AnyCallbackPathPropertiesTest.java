package io.github.reel4j.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.callback.CallbackUrls.CallbackTarget;
import java.net.URI;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Properties of all paths that a caller may request. */
class AnyCallbackPathPropertiesTest {

    private final CallbackUrls urls =
            CallbackUrls.under(URI.create("https://example.com/reel/hooks"), Optional.of("sesame, open for us"));
    private final URI own = urls.urlFor(SampleRequests.ACME, "order-1");

    @Provide
    Arbitrary<String> nearlyPaths() {
        String token = own.getPath().replaceFirst(".*/", "");
        return Arbitraries.of(
                        "/",
                        "acme",
                        "order-1",
                        token,
                        token.substring(1),
                        "hooks",
                        "?",
                        "#",
                        "..",
                        "%2F",
                        "",
                        "ü",
                        "\u0000",
                        "=")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    @Property
    @Tag("fault-105")
    void a_url_with_any_changed_character_is_invalid(@ForAll @IntRange(max = 1_000) int where, @ForAll char other) {
        StringBuilder path = new StringBuilder(own.getPath());
        int from = path.indexOf("acme");
        int place = from + where % (path.length() - from);
        if (path.charAt(place) != other && other != '?') {
            path.setCharAt(place, other);
            assertThat(urls.find(path.toString())).isEmpty();
        }
    }

    @Property
    @Tag("fault-107")
    void any_path_belongs_to_its_own_order_or_to_none(@ForAll("nearlyPaths") String path) {
        assertThat(urls.find(path).filter(target -> !target.equals(new CallbackTarget(SampleRequests.ACME, "order-1"))))
                .isEmpty();
        assertThat(urls.find(path.replace("?", "") + own.getPath() + "?" + path))
                .contains(new CallbackTarget(SampleRequests.ACME, "order-1"));
    }
}
