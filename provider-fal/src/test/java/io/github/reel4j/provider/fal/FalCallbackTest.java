package io.github.reel4j.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.CallbackResponse;
import io.github.reel4j.RecoveredOrder;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import io.github.reel4j.testkit.simulator.CallbackScript;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import io.github.reel4j.testkit.simulator.fal.FalWebhookKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Webhooks from fal to a program, over real HTTP in both directions. */
@Timeout(60)
class FalCallbackTest {

    /** So long that in a test only a callback causes a poll. */
    private static final Duration RARELY = Duration.ofMinutes(10);

    private final FalWebhookKeys keys = new FalWebhookKeys();
    private final VendorTestHarness run = new VendorTestHarness(FalSimulator.builder(keys), new FalProviderFactory());
    private final LoopbackServer web = LoopbackServer.bind(0);
    private final BlockingQueue<CallbackResponse> outcomes = new LinkedBlockingQueue<>();
    private final BlockingQueue<RecoveredOrder> recovered = new LinkedBlockingQueue<>();
    private final VideoClient client = run.closeAtEnd(run.builder()
            .pollInterval(RARELY, RARELY)
            .callbackUrl(web.origin().resolve("/hooks"))
            .build());

    @BeforeEach
    void serve() {
        client.callbacks().onRecovered(recovered::add);
        web.serve((request, exchange) -> {
            CallbackResponse outcome = client.callbacks()
                    .receive(request.target(), request.headers(), request.body().getBytes(StandardCharsets.UTF_8));
            outcomes.add(outcome);
            exchange.send(ServerResponse.of(outcome.httpStatus(), "text/plain", ""));
        });
    }

    @AfterEach
    void close() {
        run.close();
        web.close();
    }

    private VideoTask order() {
        return client.submit(FalOrders.text().build());
    }

    private CallbackResponse outcome() throws InterruptedException {
        CallbackResponse outcome = outcomes.poll(20, TimeUnit.SECONDS);
        assertThat(outcome).as("a callback came").isNotNull();
        return outcome;
    }

    @Test
    void a_webhook_ends_the_wait_long_before_the_next_poll() throws Exception {
        run.vendor().nextTask().running(Duration.ofMillis(300));
        assertThat(order().await(Duration.ofSeconds(30)).url()).isNotNull();
        assertThat(outcome()).isEqualTo(CallbackResponse.ACCEPTED);
        assertThat(run.vendor().ledger().rejections()).isEmpty();
    }

    @Test
    void a_repeated_webhook_ends_the_wait_once() throws Exception {
        run.vendor().nextTask().running(Duration.ofMillis(300)).withCallback(CallbackScript.repeated(5));
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        VideoTask task =
                order().onProgress(progress -> seen.add(progress.status().id()));
        assertThat(task.await(Duration.ofSeconds(30)).url()).isNotNull();
        for (int i = 0; i < 5; i++) {
            assertThat(outcome()).isEqualTo(CallbackResponse.ACCEPTED);
        }
        assertThat(seen).containsOnlyOnce("succeeded");
        assertThat(recovered).isEmpty();
    }

    @Test
    void a_forged_webhook_is_not_found_and_causes_no_poll() throws Exception {
        run.vendor().nextTask().running(Duration.ofMillis(300)).withCallback(CallbackScript.forged());
        VideoTask task = order();
        int polls = run.vendor().ledger().polls().size();
        assertThat(outcome()).isEqualTo(CallbackResponse.NOT_FOUND);
        assertThat(run.vendor().ledger().polls()).hasSizeLessThanOrEqualTo(polls + 1);
        assertThat(recovered).isEmpty();
        assertThat(task.ref().id())
                .isEqualTo(run.vendor().ledger().orders().get(0).taskId());
    }

    @Test
    void an_order_without_a_response_is_found_by_its_webhook() throws Exception {
        run.vendor().nextSubmit(Fault.connectionReset());
        assertThat(VendorTestHarness.failure(this::order).kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        RecoveredOrder found = recovered.poll(20, TimeUnit.SECONDS);
        assertThat(found).isNotNull();
        assertThat(found.task().ref().id())
                .isEqualTo(run.vendor().ledger().orders().get(0).taskId());
        assertThat(found.task().await().url()).isNotNull();
        assertThat(run.vendor().ledger().submits()).hasSize(1);
    }

    @Test
    void an_invalid_order_ends_with_an_error_webhook() throws Exception {
        run.vendor().nextTask().running(Duration.ofMillis(300));
        VideoTask task = client.submit(FalOrders.text()
                .option("num_frames", "1000")
                .allowUndocumentedValues(true)
                .build());
        assertThat(VendorTestHarness.failure(task::await).kind()).isEqualTo(FailureKind.GENERATION_FAILED);
        assertThat(outcome()).isEqualTo(CallbackResponse.ACCEPTED);
    }
}
