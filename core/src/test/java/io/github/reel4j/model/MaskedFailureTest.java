package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.redaction.SecretMask;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MaskedFailureTest {

    private static final String OWN = "acme answered 400: \"%s\". Go on: reel resume " + SampleRequests.task()
            + ". The vendor may have accepted and billed this order; set acme.api-key, a reel, a task";

    private static VideoFailure failure(String said) {
        return VideoFailure.builder()
                .kind(FailureKind.SUBMISSION_UNKNOWN)
                .message(OWN.formatted(said))
                .vendorCode("bad prompt: " + said)
                .vendorMessage(said)
                .rawResponse("{\"error\":\"" + said + "\"}")
                .task(SampleRequests.task())
                .build();
    }

    private static VideoFailure masked(VideoFailure failure, String prompt) {
        return failure.masked(SecretMask.of(List.of(), List.of(prompt))::apply);
    }

    @Test
    @Tag("fault-160")
    void vendor_text_is_masked_in_every_part_of_a_failure() {
        VideoFailure masked = masked(failure("no kittens at dawn here"), "kittens at dawn");
        assertThat(masked.message()).isEqualTo(OWN.formatted("no *** here"));
        assertThat(masked.vendorCode()).contains("bad prompt: no *** here");
        assertThat(masked.vendorMessage()).contains("no *** here");
        assertThat(masked.rawResponse()).contains("{\"error\":\"no *** here\"}");
    }

    @Test
    @Tag("fault-160")
    void own_text_and_task_references_are_never_masked() {
        for (String word : (OWN + " *** " + SampleRequests.task()).split("[^A-Za-z0-9*]+", -1)) {
            VideoFailure masked = masked(failure("reel"), word);
            assertThat(masked.message()).as(word).isIn(OWN.formatted("reel"), OWN.formatted("***"));
            assertThat(masked.task()).contains(SampleRequests.task());
        }
    }
}
