package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.reel4j.SampleRequests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderKeyTest {

    private static final OrderKey KEY = OrderKey.of("k");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "caf\u00e9", "a\u007f"})
    void other_characters_are_no_key(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrderKey.of(text))
                .withMessageContaining("Allowed: 1 to 128 visible ASCII characters");
    }

    @Test
    void a_key_has_at_most_128_characters() {
        assertThat(OrderKey.of("~".repeat(128))).hasToString("~".repeat(128));
        assertThatIllegalArgumentException().isThrownBy(() -> OrderKey.of("~".repeat(129)));
    }

    private static TextToVideoRequest.Builder text() {
        return TextToVideoRequest.builder().prompt("A kitten");
    }

    @Test
    @Tag("fault-202")
    void each_difference_of_a_request_changes_its_hash() {
        List<GenerationRequest> requests = List.of(
                text().build(),
                text().prompt("A kitten ").build(),
                text().negativePrompt("a kitten").build(),
                text().model("m").build(),
                text().seed(1L).build(),
                text().resolution(Resolution.P480).build(),
                text().option("a", "b").build(),
                text().option("a", "b\nc").build(),
                text().option("a", "b").option("c", "d").build(),
                text().allowUndocumentedValues(true).build(),
                SampleRequests.picture().prompt("A kitten").build());
        GenerationRequest withFile = text().file("ref", Path.of("a.png")).build();
        Stream<String> hashes = Stream.concat(
                requests.stream().map(request -> OrderKeyClaim.of(KEY, request).requestHash()),
                Stream.of(Sha256.of("a"), Sha256.of("b"))
                        .map(content -> OrderKeyClaim.of(KEY, withFile, Map.of("ref", content))
                                .requestHash()));
        assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    @Test
    @Tag("fault-202")
    void of_a_local_file_only_the_content_counts() {
        Map<String, String> content = Map.of("image", Sha256.of("a cat"));
        Stream<OrderKeyClaim> claims = Stream.of("cat.png", "other/cat.png", "/tmp/moved.png")
                .map(path -> ImageToVideoRequest.builder().image(Path.of(path)).build())
                .map(request -> OrderKeyClaim.of(KEY, request, content));
        assertThat(claims.distinct()).hasSize(1);
    }

    @Test
    void a_claim_needs_the_hash_of_each_file() {
        GenerationRequest request = text().file("ref", Path.of("a.png")).build();
        assertThatIllegalArgumentException().isThrownBy(() -> OrderKeyClaim.of(KEY, request));
    }

    @Test
    void the_hash_is_stable_across_versions_and_processes() {
        GenerationRequest request = text().option("b", "2").option("a", "1").build();
        GenerationRequest same = text().option("a", "1").option("b", "2").build();
        assertThat(OrderKeyClaim.of(KEY, request)).isEqualTo(OrderKeyClaim.of(KEY, same));
        assertThat(OrderKeyClaim.of(KEY, text().build()).requestHash())
                .isEqualTo("116e5b649c8d8e2866bee115350e0eac49481eb879d7f68e42ed1246030647b3");
    }
}
