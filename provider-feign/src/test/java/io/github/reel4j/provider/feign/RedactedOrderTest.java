package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.VideoFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * If a vendor's response quotes the order, the failure contains nothing of the order, and its own message is not
 * masked.
 */
@Timeout(30)
class RedactedOrderTest {

    private static final String PROMPT = "A red fox jumps over the lazy dog";

    private static ResolvedRequest order(String prompt) {
        return new ResolvedRequest(
                SampleVendor.ORDER.provider(),
                SampleVendor.ORDER.model(),
                Map.of(Field.PROMPT, prompt, Field.IMAGE, "https://a.example/private/picture-of-mine.png"));
    }

    private static VideoFailure refused(int code, String prompt, String body) {
        try (SampleVendor vendor = SampleVendor.respondingWith("200 OK", "", "{}")) {
            VendorResponse<String> response = new VendorResponse<>(200, "", body.getBytes(StandardCharsets.UTF_8));
            return vendor.client().failures().submitRejected(order(prompt), code, response);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A red fox jumps over the lazy dog",
                "A red fox\\njumps over\\nthe lazy dog",
                "\\u0041\\u0020red fox jumps\\u0020over the lazy dog",
                "A red fox jumps over...",
                "A%20red%20fox%20jumps%20over%20the%20lazy%20dog",
                "QSByZWQgZm94IGp1bXBzIG92ZXIgdGhlIGxhenkgZG9n",
                "https:%2F%2Fa.example%2Fprivate%2Fpicture-of-mine.png"
            })
    @Tag("fault-159")
    void no_part_of_a_failure_contains_the_prompt(String quoted) {
        VideoFailure failure =
                refused(400, PROMPT, "{\"code\":\"No_" + quoted + "\",\"message\":\"cannot make '" + quoted + "'\"}");
        assertThat(failure.vendorMessage())
                .get()
                .asString()
                .contains("cannot make '")
                .contains("***");
        assertThat(failure.toString().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("red fox", "jumps", "lazy", "picture", "ZWQgZm94", "zwqgzm94", "%20red");
    }

    @Test
    @Tag("fault-160")
    void short_prompts_do_not_mask_our_own_messages() {
        String untouched = refused(503, PROMPT, "{}").message();
        for (String word : List.of(untouched.split("\\W+", -1))) {
            if (!word.isEmpty()) {
                assertThat(refused(503, word, "{}").message()).as(word).isEqualTo(untouched);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary-4711", "Y2FuYXJ5LTQ3MTE", "63616e6172792d34373131", "1174-yranac", "x.CANARY_4711"})
    @Tag("fault-161")
    void a_task_id_that_contains_the_key_is_rejected(String id) {
        try (SampleVendor vendor = SampleVendor.respondingWith("200 OK", "", "{}")) {
            VendorResponse<String> response = new VendorResponse<>(200, "", "{}".getBytes(StandardCharsets.UTF_8));
            assertThat(vendor.client()
                            .toTaskRef(SampleVendor.ORDER, id, response)
                            .isLeft())
                    .isTrue();
        }
    }
}
