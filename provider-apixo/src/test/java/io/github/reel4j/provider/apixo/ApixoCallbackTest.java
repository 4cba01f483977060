package io.github.reel4j.provider.apixo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.CallbackResponse;
import io.github.reel4j.RecoveredOrder;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import io.github.reel4j.testkit.simulator.CallbackScript;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Callbacks from Apixo to a program, over real HTTP in both directions. */
@Timeout(60)
class ApixoCallbackTest {

    /** So long that in a test only a callback causes a poll. */
    private static final Duration RARELY = Duration.ofMinutes(10);

    private final VendorTestHarness run = new VendorTestHarness(ApixoSimulator.builder(), new ApixoProviderFactory());
    private final LoopbackServer web = LoopbackServer.bind(0);
    private final BlockingQueue<CallbackResponse> outcomes = new LinkedBlockingQueue<>();
    private final BlockingQueue<RecoveredOrder> recovered = new LinkedBlockingQueue<>();
    private final VideoClient client = run.closeAtEnd(run.builder()
            .pollInterval(RARELY, RARELY)
            .callbackUrl(web.origin().resolve("/hooks"))
            .build());

    /** Whose callbacks the web server takes. */
    private volatile VideoClient called = client;

    /** Until then it takes none. */
    private volatile CompletableFuture<Void> opened = CompletableFuture.completedFuture(null);

    @BeforeEach
    void serve() {
        client.callbacks().onRecovered(recovered::add);
        web.serve((request, exchange) -> {
            opened.join();
            CallbackResponse outcome = called.callbacks()
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
        return client.submit(ApixoOrders.animate().build());
    }

    private CallbackResponse outcome() throws InterruptedException {
        CallbackResponse outcome = outcomes.poll(20, TimeUnit.SECONDS);
        assertThat(outcome).as("a callback came").isNotNull();
        return outcome;
    }

    @Test
    void an_order_requests_a_callback_as_documented() {
        VideoTask unused = order();
        JsonNode sent =
                VendorTestHarness.json(run.vendor().ledger().submits().get(0).body());
        assertThat(sent.path("request_type").textValue()).isEqualTo("callback");
        assertThat(sent.path("callback_url").textValue()).startsWith(web.origin() + "/hooks/apixo/");
        assertThat(run.vendor().ledger().rejections()).isEmpty();
    }

    @Test
    void a_callback_url_of_the_user_is_kept() {
        VideoTask unused = client.submit(ApixoOrders.of(Operation.REPLACE)
                .option("request_type", "callback")
                .option("callback_url", "https://your-server.com/callback")
                .build());
        JsonNode sent =
                VendorTestHarness.json(run.vendor().ledger().submits().get(0).body());
        assertThat(sent.path("callback_url").textValue()).isEqualTo("https://your-server.com/callback");
    }

    @Test
    void a_preview_shows_no_working_callback_URL() {
        String body = client.quotes(ApixoOrders.animate().build())
                .get(0)
                .wire()
                .orElseThrow()
                .body();
        assertThat(VendorTestHarness.json(body).path("callback_url").textValue())
                .isEqualTo(web.origin() + "/hooks/apixo/***");
    }

    @Test
    void a_callback_ends_the_wait_long_before_the_next_poll() throws Exception {
        assertThat(order().await(Duration.ofSeconds(30)).url()).isNotNull();
        assertThat(outcome()).isEqualTo(CallbackResponse.ACCEPTED);
        assertThat(run.vendor().ledger().polls()).hasSize(1);
    }

    @Test
    @Tag("fault-106")
    void a_repeated_callback_ends_the_wait_once() throws Exception {
        run.vendor().nextTask().withCallback(CallbackScript.repeated(10));
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        VideoTask task =
                order().onProgress(progress -> seen.add(progress.status().id()));
        assertThat(task.await(Duration.ofSeconds(30)).url()).isNotNull();
        for (int i = 0; i < 10; i++) {
            assertThat(outcome()).isEqualTo(CallbackResponse.ACCEPTED);
        }
        assertThat(seen).containsExactly("succeeded");
        assertThat(recovered).isEmpty();
    }

    @Test
    @Tag("fault-105")
    void a_forged_callback_only_causes_a_poll() throws Exception {
        run.vendor().nextTask().withCallback(CallbackScript.forged());
        opened = new CompletableFuture<>();
        VideoTask task = order();
        opened.complete(null); // a callback before the response would be compared with it, and rejected
        assertThat(task.await(Duration.ofSeconds(30)).url().getPath())
                .contains(task.ref().id());
        assertThat(outcome()).isEqualTo(CallbackResponse.ACCEPTED);
        assertThat(recovered).isEmpty();
    }

    @Test
    @Tag("fault-109")
    void a_callback_before_the_response_is_kept_and_matched() throws Exception {
        run.vendor().nextTask().withCallback(CallbackScript.early());
        VideoTask task = order();
        assertThat(outcome()).isEqualTo(CallbackResponse.ACCEPTED);
        assertThat(task.await(Duration.ofSeconds(30)).url()).isNotNull();
    }

    @Test
    @Tag("fault-111")
    void a_lost_callback_is_replaced_by_polling() {
        VideoClient patient = run.closeAtEnd(
                run.builder().callbackUrl(web.origin().resolve("/hooks")).build());
        run.vendor().nextTask().withCallback(CallbackScript.never());
        assertThat(patient.submit(ApixoOrders.animate().build()).await().url()).isNotNull();
        assertThat(outcomes).isEmpty();
    }

    static Stream<Fault> losses() {
        return Stream.of(
                Fault.connectionReset(),
                Fault.connectionClosed(),
                Fault.http(500),
                Fault.http(503),
                Fault.emptyBody(),
                Fault.html(),
                Fault.cutBody());
    }

    @ParameterizedTest
    @MethodSource("losses")
    @Tag("fault-11")
    @Tag("fault-110")
    void an_order_without_a_response_is_found_by_its_callback(Fault loss) throws Exception {
        run.vendor().nextSubmit(loss);
        VideoFailure failure = VendorTestHarness.failure(this::order);
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        RecoveredOrder found = recovered.poll(20, TimeUnit.SECONDS);
        assertThat(found).isNotNull();
        assertThat(found.failure()).isEqualTo(failure);
        assertThat(found.task().ref().id())
                .isEqualTo(run.vendor().ledger().orders().get(0).taskId());
        assertThat(found.task().await().url()).isNotNull();
        assertThat(run.vendor().ledger().submits()).hasSize(1);
    }

    @Test
    void a_forged_callback_does_not_resolve_a_lost_order() throws Exception {
        run.vendor().nextTask().withCallback(CallbackScript.forged());
        run.vendor().nextSubmit(Fault.connectionReset());
        assertThat(VendorTestHarness.failure(this::order).kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(outcome()).isEqualTo(CallbackResponse.ACCEPTED);
        assertThat(run.vendor().ledger().awaitRequests(2, Duration.ofSeconds(20)))
                .isTrue();
        assertThat(run.vendor().ledger().polls()).hasSize(1);
        assertThat(recovered).isEmpty();
    }

    @Test
    void of_50_concurrent_orders_each_gets_its_callback() {
        List<VideoTask> generations =
                IntStream.range(0, 50).mapToObj(each -> order()).toList();
        generations.stream()
                .map(VideoTask::toFuture)
                .toList()
                .forEach(video ->
                        assertThat(video.orTimeout(30, TimeUnit.SECONDS).join()).isNotNull());
        assertThat(run.vendor().ledger().orders()).hasSize(50);
    }

    @Test
    @Tag("fault-80")
    void concurrent_callbacks_and_polls_end_each_order_once() throws Exception {
        VideoClient restless = run.closeAtEnd(run.builder()
                .pollInterval(Duration.ofMillis(1), Duration.ofMillis(2))
                .callbackUrl(web.origin().resolve("/hooks"))
                .build());
        called = restless;
        List<AtomicInteger> ends =
                IntStream.range(0, 20).mapToObj(each -> new AtomicInteger()).toList();
        List<CompletableFuture<GeneratedVideo>> videos = ends.stream()
                .map(count -> {
                    run.vendor().nextTask().withCallback(CallbackScript.repeated(10));
                    return restless.submit(ApixoOrders.animate().build())
                            .onProgress(progress -> {
                                if (progress.status() instanceof TaskStatus.Succeeded) {
                                    count.incrementAndGet();
                                }
                            })
                            .toFuture();
                })
                .toList();
        videos.forEach(video ->
                assertThat(video.orTimeout(30, TimeUnit.SECONDS).join()).isNotNull());
        for (int i = 0; i < 200; i++) {
            assertThat(outcome()).isEqualTo(CallbackResponse.ACCEPTED);
        }
        assertThat(ends).allSatisfy(count -> assertThat(count).hasValue(1));
    }

    @Test
    void the_callback_URL_appears_in_no_text() {
        VideoTask task = order();
        String address = VendorTestHarness.json(
                        run.vendor().ledger().submits().get(0).body())
                .path("callback_url")
                .textValue();
        String token = URI.create(address).getPath().replaceFirst(".*/", "");
        assertThat(task.toString() + task.ref()).doesNotContain(token);
    }
}
