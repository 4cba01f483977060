package io.github.reel4j.provider.pixazo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations that Pixazo does not document are rejected before anything is sent. */
class PixazoCapabilitiesTest {

    private final VendorTestHarness run = new VendorTestHarness(PixazoSimulator.builder(), new PixazoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @EnumSource(value = Operation.class, names = "REPLACE", mode = EnumSource.Mode.EXCLUDE)
    void a_callback_is_rejected_before_anything_is_sent(Operation operation) {
        VideoClient client = run.closeAtEnd(run.builder()
                .callbackUrl(URI.create("https://example.com/hooks"))
                .build());
        VideoFailure failure = VendorTestHarness.failure(() -> client.submit(PixazoOrders.of(operation)));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.message()).contains("'pixazo' documents no callbacks");
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Operation.class, names = "REPLACE", mode = EnumSource.Mode.EXCLUDE)
    void a_cancel_is_rejected_before_anything_is_sent(Operation operation) {
        TaskRef task = run.client().submit(PixazoOrders.of(operation)).ref();
        VideoFailure failure = VendorTestHarness.failure(() -> run.client().cancel(task));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failure.task()).contains(task);
        assertThat(failure.message()).contains("The task is not affected");
        assertThat(run.vendor().ledger().requests()).hasSize(1);
    }
}
