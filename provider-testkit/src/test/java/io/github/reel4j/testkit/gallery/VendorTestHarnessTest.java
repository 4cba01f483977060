package io.github.reel4j.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the harness with the correct provider. */
class VendorTestHarnessTest {

    private static final VideoProviderFactory ACME =
            new ContractMutant("correct", Set.of(), AcmeStyle.defaultStyle(), (right, config) -> right).factory();

    private static VendorTestHarness started() {
        return new VendorTestHarness(Simulator.withDialect(new AcmeDialect(AcmeStyle.defaultStyle())), ACME);
    }

    private static GenerationRequest order(String prompt) {
        return TextToVideoRequest.builder().prompt(prompt).build();
    }

    @Test
    void tasks_finish_immediately_and_the_client_is_shared() {
        try (VendorTestHarness run = started()) {
            TaskRef task = run.client().submit(order("a heron")).ref();
            assertThat(run.client().status(task)).isInstanceOf(TaskStatus.Succeeded.class);
            assertThat(run.client()).isSameAs(run.client());
        }
    }

    @Test
    void sent_body_is_that_of_the_last_order() {
        try (VendorTestHarness run = started()) {
            assertThat(run.sentBody(order("a heron")).findValue("prompt").textValue())
                    .isEqualTo("a heron");
            assertThat(run.sentBody(order("a crane")).findValue("prompt").textValue())
                    .isEqualTo("a crane");
        }
    }

    @Test
    void a_status_is_read_from_the_given_response() {
        try (VendorTestHarness run = started()) {
            VideoFailure failure = VendorTestHarness.failure(() ->
                    run.status(Operation.TEXT_TO_VIDEO, "job-7", 404, "{\"error\":{\"message\":\"No such job\"}}"));
            assertThat(failure.kind()).isEqualTo(FailureKind.TASK_NOT_FOUND);
            assertThat(failure.task()).map(TaskRef::id).contains("job-7");
            assertThat(run.vendor().ledger().polls()).hasSize(1);
        }
    }

    @Test
    void missing_failures_and_invalid_json_are_assertion_errors() {
        assertThatThrownBy(() -> VendorTestHarness.failure(() -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected a VideoException, but the call returned normally");
        assertThatThrownBy(() -> VendorTestHarness.json("{"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not JSON: {");
    }

    @Test
    void close_closes_the_clients() {
        VendorTestHarness run = started();
        VideoClient client = run.closeAtEnd(run.builder().build());
        run.close();
        assertThat(VendorTestHarness.failure(() -> client.submit(order("a heron")))
                        .billingStatus())
                .isEqualTo(BillingStatus.NOT_BILLED);
    }

    @Test
    void close_fails_if_the_vendor_bills_an_unreported_order() {
        VendorTestHarness run = started();
        Settings settings = new Settings(
                Map.of(
                        "acme.api-key",
                        "key",
                        "acme.base-url",
                        run.vendor().baseUrl().toString()),
                name -> null,
                name -> null);
        var unused = run.client().submit(order("a heron"));
        try (VideoClient stranger =
                VideoClient.builder().settings(settings).providers(ACME).build()) {
            var unusedToo = stranger.submit(order("a crane"));
        }
        assertThatThrownBy(run::close).isInstanceOf(AssertionError.class);
        run.vendor().reset();
        assertThatCode(run.vendor()::close).doesNotThrowAnyException();
    }
}
