package io.github.reel4j.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.provider.dashscope.DashscopeSettings.Region;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ModelLimits;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documented limits: orders and tasks of each model, and polls. */
class DashscopeLimitsTest {

    @ParameterizedTest
    @CsvSource({
        "BEIJING, wan2.2-t2v-plus, 2, 2",
        "BEIJING, wanx2.1-t2v-turbo, 2, 2",
        "BEIJING, wanx2.1-t2v-plus, 2, 2",
        "BEIJING, wan2.5-t2v-preview, 5, 5",
        "BEIJING, wan2.2-i2v-plus, 2, 2",
        "BEIJING, wan2.2-i2v-flash, 2, 2",
        "BEIJING, wanx2.1-i2v-plus, 2, 2",
        "BEIJING, wanx2.1-i2v-turbo, 2, 2",
        "BEIJING, wan2.5-i2v-preview, 5, 5",
        "BEIJING, wan2.2-kf2v-flash, 2, 2",
        "BEIJING, wanx2.1-kf2v-plus, 2, 2",
        "BEIJING, wan2.2-s2v, 5, 1",
        "BEIJING, wan2.2-animate-move, 5, 1",
        "BEIJING, wan2.2-animate-mix, 5, 1",
        "SINGAPORE, wan2.1-t2v-plus, 2, 2",
        "SINGAPORE, wan2.1-kf2v-plus, 2, 1"
    })
    void the_limits_are_those_of_the_document(Region region, String model, int submits, int tasks) {
        assertThat(DashscopeLimits.of(DashscopeModels.of(region, DashscopePriceTable.CNY))
                        .models())
                .filteredOn(limits -> limits.model().equals(model))
                .singleElement()
                .satisfies(limits -> {
                    assertThat(limits.submits()).contains(CallRate.perSecond(submits));
                    assertThat(limits.maxConcurrentTasks()).contains(tasks);
                });
    }

    @Test
    void polls_have_a_limit_of_their_own() {
        VendorLimits limits = DashscopeLimits.of(DashscopeModels.of(Region.BEIJING, DashscopePriceTable.CNY));
        assertThat(limits.polls()).contains(CallRate.perSecond(20));
        assertThat(limits.requestsPerMinute()).isEmpty();
        assertThat(limits.models()).extracting(ModelLimits::model).hasSize(14).doesNotHaveDuplicates();
    }

    @Test
    void a_vendor_that_enforces_its_limits_rejects_nothing() {
        try (VirtualTimeScheduler time = new VirtualTimeScheduler();
                VendorTestHarness run = new VendorTestHarness(
                        DashscopeSimulator.withRateLimits().clock(time::now), new DashscopeProviderFactory())) {
            VideoClient client = run.closeAtEnd(run.builder().scheduler(time).build());
            List<VideoTask> tasks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                tasks.add(client.submit(DashscopeOrders.text().build()));
            }
            tasks.forEach(task -> {
                var unused = task.await(Duration.ofSeconds(30));
            });
            assertThat(run.vendor().ledger().orders()).hasSize(3);
            assertThat(run.vendor().ledger().submits()).hasSize(3);
        }
    }

    @Test
    void a_task_above_the_limit_stays_pending_at_the_vendor() {
        try (VendorTestHarness run =
                new VendorTestHarness(DashscopeSimulator.builder(), new DashscopeProviderFactory())) {
            VideoClient client = run.closeAtEnd(run.builder()
                    .property("dashscope.max-concurrent-tasks", "100")
                    .build());
            run.vendor().nextTask().running(Duration.ofMinutes(5));
            VideoTask running = client.submit(DashscopeOrders.animate().build());
            VideoTask waiting = client.submit(DashscopeOrders.animate().build());
            assertThat(client.status(running.ref()).id()).isEqualTo("running");
            assertThat(client.status(waiting.ref()).id()).isEqualTo("queued");
        }
    }

    @Test
    void a_rate_above_the_limit_is_reported_as_such() {
        try (VendorTestHarness run =
                new VendorTestHarness(DashscopeSimulator.builder(), new DashscopeProviderFactory())) {
            VideoTask task = run.client().submit(DashscopeOrders.text().build());
            run.vendor()
                    .nextPoll(Fault.response(
                            429,
                            "application/json",
                            "{\"code\":\"Throttling.RateQuota\",\"message\":\"slow down\",\"request_id\":\"1\"}"));
            var failure = VendorTestHarness.failure(() -> run.client().status(task.ref()));
            assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
            assertThat(failure.retryAfter()).isEqualTo(Optional.empty());
            assertThat(failure.vendorCode()).contains("Throttling.RateQuota");
        }
    }
}
