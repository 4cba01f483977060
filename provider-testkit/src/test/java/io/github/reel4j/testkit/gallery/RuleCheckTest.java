package io.github.reel4j.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.spi.ProviderConfig;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the messages of broken rules. */
class RuleCheckTest {

    @Test
    void a_repeated_submit_is_shown_with_all_arrivals() {
        ContractMutant again =
                WrongBehaviors.resend("RC-202", "sends again after a reset", WrongBehaviors.says("broke after"));

        assertThat(ContractMutantSuite.failure(again, "sendsOnce")).hasMessageMatching("""
                RC-202 MUST send a submit at most once, .*   provider 'acme'   FAILED
                  given   the vendor accepts the order, then: connection reset
                  then    exactly 1 request arrives, because each one is billed
                  but     2 arrived: \\+0 ms, \\+\\d+ ms
                  wire    \\+0 ms     POST /v1/jobs \\(\\d+ characters\\)
                          \\+\\d+ ms +POST /v1/jobs \\(\\d+ characters\\)
                  breaks  users pay twice for one video.
                  likely  an HTTP client with retries of its own, .*
                  read    docs/provider-contract.md#rc-202""");
    }

    @Test
    void a_repeated_poll_is_shown_with_all_arrivals() {
        ContractMutant again = new ContractMutant(
                "polls again after 503",
                Set.of("RC-305"),
                AcmeStyle.defaultStyle(),
                (right, config) -> right.tracker(task -> {
                    var result = right.tracker().status(task);
                    return result.isLeft() && WrongBehaviors.http(503).test(result.getLeft())
                            ? right.tracker().status(task)
                            : result;
                }));

        assertThat(ContractMutantSuite.failure(again, "toleratesPollFailures")).hasMessageMatching("""
                RC-305 MUST .*
                  given   a poll meets: HTTP 503
                  then    exactly 1 poll arrives, because core repeats polls
                  but     2 arrived: \\+0 ms, \\+\\d+ ms
                  wire    \\+0 ms     GET /v1/jobs/job-\\S+ \\(0 characters\\)
                          \\+\\d+ ms +GET /v1/jobs/job-\\S+ \\(0 characters\\)
                  breaks  .*
                  likely  .*
                  read    docs/provider-contract.md#rc-305""");
    }

    @Test
    void the_failed_request_for_a_result_is_named() {
        ContractMutant gone = WrongBehaviors.all().stream()
                .filter(mutant -> mutant.name().equals("reports 503 of a result as a failed task"))
                .findFirst()
                .orElseThrow();

        assertThat(ContractMutantSuite.failure(gone, "toleratesPollFailures"))
                .hasMessageContaining("  given   a task has ended, and request 2 of its poll meets: HTTP 503\n");
    }

    @Test
    void a_key_in_a_url_is_not_shown() {
        ContractMutant leaking = new ContractMutant(
                "sends the key in the URL of polls",
                Set.of("RC-702"),
                AcmeStyle.defaultStyle(),
                (right, config) ->
                        Acme.provider(config, AcmeStyle.defaultStyle(), order -> order, Map.of("key", key(config))));

        assertThat(ContractMutantSuite.failure(leaking, "sendsTheKeyInAHeader"))
                .hasMessageStartingWith("RC-702 MUST")
                .hasMessageContaining("?key=*** ")
                .hasMessageNotContaining("canary");
    }

    private static String key(ProviderConfig config) {
        return config.text("api-key").orElseThrow();
    }
}
