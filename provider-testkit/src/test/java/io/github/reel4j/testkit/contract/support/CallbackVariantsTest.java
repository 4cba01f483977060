package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbackVariantsTest {

    private final Map<String, String> variants = CallbackVariants.of("{\"job\":{\"id\":\"a\",\"n\":[1]}}");

    @Test
    void each_node_is_replaced_removed_and_duplicated() {
        assertThat(variants.values())
                .contains(
                        "null",
                        "{\"job\":null}",
                        "{\"job\":{\"id\":{},\"n\":[1]}}",
                        "{\"job\":{\"id\":1.5e400,\"n\":[1]}}",
                        "{\"job\":{\"id\":\"a\",\"n\":[true]}}",
                        "{}",
                        "{\"job\":{\"n\":[1]}}",
                        "{\"job\":{\"id\":\"a\",\"n\":[]}}",
                        "{\"job\":{\"id\":\"a\", \"id\": {\"other\": \"value\"},\"n\":[1]}}");
    }

    @Test
    void a_body_names_its_texts_and_numbers() {
        assertThat(CallbackVariants.names("{\"id\": 17, \"url\": \"/jobs/a-1\"}", "17"))
                .isTrue();
        assertThat(CallbackVariants.names("{\"id\": 17, \"url\": \"/jobs/a-1\"}", "a-1"))
                .isTrue();
        assertThat(CallbackVariants.names("{\"id\": null}", "null")).isFalse();
        assertThat(CallbackVariants.names("no JSON", "no")).isFalse();
    }

    @Test
    void a_body_that_is_no_container_has_no_variants() {
        assertThat(CallbackVariants.of("no JSON")).isEmpty();
        assertThat(CallbackVariants.of("17")).isEmpty();
    }
}
