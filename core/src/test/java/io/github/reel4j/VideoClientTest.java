package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.tracking.SystemScheduler;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;

@Timeout(30)
class VideoClientTest {

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus(), SampleRequests.animate());
    private final VideoClient client = TestClients.of(time, acme);

    private static VideoFailure failureOf(Runnable call) {
        VideoException thrown = catchThrowableOfType(VideoException.class, call::run);
        assertThat(thrown).as("a VideoException").isNotNull();
        return thrown.failure();
    }

    @Test
    void submit_sends_the_resolved_request_once() {
        VideoTask task = client.submit(SampleRequests.text("A kitten"));
        assertThat(task.ref()).isEqualTo(SampleRequests.task());
        assertThat(acme.submitted).hasSize(1);
        assertThat(acme.submitted.get(0).formatted()).containsEntry("resolution", "480p");
        assertThat(acme.polled).isZero();
    }

    @Test
    void an_invalid_request_fails_unsent_with_all_violations() {
        TextToVideoRequest request = TextToVideoRequest.builder()
                .prompt("")
                .resolution(Resolution.P720)
                .seed(3000000000L)
                .build();
        VideoFailure failure = failureOf(() -> client.submit(request));
        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(failure.violations()).extracting(Violation::field).containsExactly("prompt", "resolution", "seed");
        assertThat(client.validate(request)).isEqualTo(failure.violations());
        assertThat(failureOf(() -> client.estimate(request))).isEqualTo(failure);
        assertThat(acme.submitted).isEmpty();
        GoldenFile.assertMatches("invalid-request", String.valueOf(new VideoException(failure).getMessage()));
    }

    @Test
    void a_violated_rule_of_the_provider_is_reported_and_unsent() {
        Violation violation = new Violation("resolution", Optional.of("480p"), "not with 4:3", Optional.empty());
        acme.violations = request -> List.of(violation);
        assertThat(client.validate(SampleRequests.text("A kitten"))).containsExactly(violation);
        assertThat(failureOf(() -> client.submit(SampleRequests.text("A kitten")))
                        .violations())
                .containsExactly(violation);
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void a_valid_request_has_no_violations() {
        assertThat(client.validate(SampleRequests.text("A kitten"))).isEmpty();
    }

    @Test
    @Tag("fault-71")
    void an_order_above_the_price_cap_is_not_sent() {
        VideoClient thrifty = TestClients.of(time, TestClients.KEYS, Optional.of(Money.usd("0.08")), acme);
        assertThat(failureOf(() -> thrifty.submit(SampleRequests.text("A kitten")))
                        .kind())
                .isEqualTo(FailureKind.OVER_PRICE_CAP);
        assertThat(failureOf(() -> thrifty.submit(SampleRequests.motion().build()))
                        .message())
                .contains("the price is unknown");
        assertThat(acme.submitted).isEmpty();
        assertThat(TestClients.of(time, TestClients.KEYS, Optional.of(Money.usd("0.085")), acme)
                        .submit(SampleRequests.text("A kitten")))
                .isNotNull();
    }

    @Test
    void an_unknown_price_is_above_any_cap() {
        VideoClient thrifty = TestClients.of(time, TestClients.KEYS, Optional.of(Money.usd("100")), acme);
        TextToVideoRequest.Builder request = TextToVideoRequest.builder();
        request.prompt("A kitten").allowUndocumentedValues(true).resolution(Resolution.P720);
        assertThat(client.estimate(request.build())).isInstanceOf(Estimate.Unknown.class);
        assertThat(failureOf(() -> thrifty.submit(request.build())).kind()).isEqualTo(FailureKind.OVER_PRICE_CAP);
    }

    static Stream<Arguments> strayThings() {
        return Stream.of(
                Arguments.of(new IllegalStateException("key sesame"), "java.lang.IllegalStateException"),
                Arguments.of(new NoClassDefFoundError("sesame"), "java.lang.NoClassDefFoundError"),
                Arguments.of(new AssertionError("sesame"), "java.lang.AssertionError"),
                Arguments.of(new StackOverflowError("sesame"), "java.lang.StackOverflowError"),
                Arguments.of(new java.io.IOException("sesame"), "java.io.IOException"));
    }

    @ParameterizedTest
    @MethodSource("strayThings")
    void an_exception_during_submit_is_unknown_and_shows_no_key(Throwable stray, String name) {
        acme.generator = request -> {
            throw VideoClientTest.<RuntimeException>sneaky(stray);
        };
        VideoFailure failure = failureOf(() -> client.submit(SampleRequests.text("A kitten")));
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(new VideoException(failure).getMessage()).contains(name).doesNotContain("sesame");
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void an_interrupt_thrown_by_a_port_sets_the_flag() {
        acme.generator = request -> {
            throw VideoClientTest.<RuntimeException>sneaky(new InterruptedException("sesame"));
        };
        assertThat(failureOf(() -> client.submit(SampleRequests.text("A kitten")))
                        .kind())
                .isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(Thread.interrupted()).isTrue();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // throws a checked exception undeclared
    private static <T extends Throwable> T sneaky(Throwable problem) throws T {
        throw (T) problem;
    }

    @Test
    void a_null_result_of_a_submit_is_unknown() {
        acme.generator = Mockito.mock(VideoGenerator.class);
        assertThat(failureOf(() -> client.submit(SampleRequests.text("A kitten")))
                        .kind())
                .isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
    }

    @Test
    void a_429_is_retried_after_the_vendors_retry_after() throws Exception {
        acme.generator = request -> acme.submitted.size() < 3
                ? Either.left(VideoFailure.builder()
                        .kind(FailureKind.RATE_LIMITED)
                        .message("busy")
                        .retryAfter(Duration.ofSeconds(1))
                        .build())
                : Either.right(SampleRequests.task());
        assertThat(time.passDuring(
                        () -> client.submit(SampleRequests.text("A kitten")).ref()))
                .isEqualTo(SampleRequests.task());
        assertThat(acme.submitted).hasSize(3);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    @Tag("fault-6")
    @Tag("fault-32")
    void an_order_of_unknown_outcome_is_not_sent_again() {
        acme.generator = request ->
                Either.left(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the connection broke after sending."));
        assertThat(failureOf(() -> client.submit(SampleRequests.text("A kitten")))
                        .billingStatus())
                .isEqualTo(BillingStatus.UNKNOWN);
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void without_a_key_quotes_work_and_submit_fails_unsent() {
        VideoClient keyless =
                TestClients.of(time, new Settings(Map.of(), name -> null, name -> null), Optional.empty(), acme);
        assertThat(keyless.estimate(SampleRequests.text("A kitten"))).isInstanceOf(Estimate.Known.class);
        assertThat(keyless.quotes(SampleRequests.text("A kitten")).get(0).wire())
                .isEmpty();
        assertThat(keyless.providers())
                .containsExactly(new ProviderInfo(
                        SampleRequests.ACME,
                        "acme-1.0.jar",
                        false,
                        acme.models(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
        assertThat(failureOf(() -> keyless.submit(SampleRequests.text("A kitten")))
                        .kind())
                .isEqualTo(FailureKind.MISSING_CREDENTIALS);
        assertThat(failureOf(() -> keyless.resume(SampleRequests.task())).task())
                .contains(SampleRequests.task());
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void a_quote_shows_the_http_request() {
        WireRequest wire = new WireRequest("POST", URI.create("https://api.example.com/v1"), Map.of(), "{}");
        acme.preview = Optional.of(request -> wire);
        Quote quote = client.quotes(SampleRequests.text("A kitten")).get(0);
        assertThat(quote.wire()).contains(wire);
        assertThat(quote.estimate().orElseThrow()).isInstanceOf(Estimate.Known.class);
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void a_failed_preview_in_a_quote_shows_no_key() {
        acme.preview = Optional.of(request -> {
            throw new IllegalStateException("sesame");
        });
        VideoFailure failure =
                client.quotes(SampleRequests.text("A kitten")).get(0).failure().orElseThrow();
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.message())
                .isEqualTo(
                        "the provider 'acme' failed to show the request: java.lang.IllegalStateException. Nothing was"
                                + " sent, nothing was billed.");
    }

    @Test
    void a_failed_estimate_is_unknown() {
        acme.pricing = request -> {
            throw new IllegalStateException("sesame");
        };
        assertThat(client.estimate(SampleRequests.text("A kitten")).describe())
                .startsWith("unknown: the provider 'acme' failed to estimate the price: "
                        + "java.lang.IllegalStateException at ")
                .doesNotContain("sesame");
        acme.pricing = request -> {
            throw new InvalidSettingException("acme.rate-480p = 'free' cannot be used.");
        };
        assertThat(client.estimate(SampleRequests.text("A kitten")))
                .isEqualTo(new Estimate.Unknown("acme.rate-480p = 'free' cannot be used."));
    }

    @Test
    void status_polls_once_and_its_failure_names_the_task() {
        assertThat(client.status(SampleRequests.task())).isInstanceOf(TaskStatus.Succeeded.class);
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "m"));
        VideoFailure failure = failureOf(() -> client.status(SampleRequests.task()));
        assertThat(failure.task()).contains(SampleRequests.task());
        assertThat(acme.polled).isEqualTo(2);
    }

    @Test
    void the_failure_of_a_failed_task_names_the_task() {
        acme.tracker =
                task -> Either.right(new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, "acme: no")));
        assertThat(client.status(SampleRequests.task()))
                .isInstanceOfSatisfying(
                        TaskStatus.Failed.class,
                        failed -> assertThat(failed.failure().task()).contains(SampleRequests.task()));
    }

    @Test
    void resume_without_the_provider_keeps_the_task_in_the_failure() {
        TaskRef foreign = new TaskRef(
                ProviderId.of("omega"), Operation.ANIMATE, "video", "1", "0123456789ab", VirtualScheduler.START);
        VideoFailure failure = failureOf(() -> client.resume(foreign));
        assertThat(failure.kind()).isEqualTo(FailureKind.NO_PROVIDER);
        assertThat(failure.task()).contains(foreign);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
    }

    @Test
    void the_builder_fails_without_providers() {
        assertThatThrownBy(
                        () -> VideoClient.builder().settings(TestClients.KEYS).build())
                .isInstanceOf(VideoException.class)
                .hasMessageStartingWith("NO_PROVIDER  no video provider on the class path (0 service files")
                .hasMessageEndingWith("Billed: no.");
        assertThatThrownBy(() -> VideoClient.builder().waitTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closing_ends_an_order_that_waits_for_a_retry() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        acme.generator = request -> {
            sent.countDown();
            return Either.left(VideoFailure.builder()
                    .kind(FailureKind.RATE_LIMITED)
                    .message("busy")
                    .retryAfter(Duration.ofMinutes(9))
                    .build());
        };
        VideoClient real = TestClients.of(new SystemScheduler(), acme);
        CompletableFuture<VideoFailure> outcome =
                CompletableFuture.supplyAsync(() -> failureOf(() -> real.submit(SampleRequests.text("A kitten"))));
        sent.await();
        real.close();
        assertThat(outcome.get(10, TimeUnit.SECONDS).kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void closing_closes_all_providers_even_if_one_fails() {
        FakeProvider other = new FakeProvider("other", acme.models().toArray(ModelSpec[]::new));
        acme.failsToClose = Optional.of(new IllegalStateException("stuck"));
        other.failsToClose = acme.failsToClose;

        VideoClient both = TestClients.of(new VirtualScheduler(), acme, other);
        assertThat(both.providers()).hasSize(2);
        both.close();

        assertThat(acme.closed).isEqualTo(1);
        assertThat(other.closed).isEqualTo(1);
    }

    @Test
    void submit_async_sends_one_order_and_completes_with_its_task() {
        CompletableFuture<VideoTask> order = client.submitAsync(SampleRequests.text("A kitten"));
        assertThat(acme.submitted).isEmpty();

        time.pass(Duration.ofSeconds(1));

        assertThat(order.join().ref()).isEqualTo(SampleRequests.task());
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void submit_async_fails_with_the_exception_of_submit() {
        CompletableFuture<VideoTask> order = client.submitAsync(SampleRequests.text(""));

        assertThat(catchThrowableOfType(CompletionException.class, order::join))
                .cause()
                .isInstanceOfSatisfying(
                        VideoException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(FailureKind.INVALID_REQUEST));
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void submit_async_rejects_a_null_request() {
        assertThatThrownBy(() -> client.submitAsync(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void a_provider_whose_model_list_is_null_is_reported_as_broken() {
        VideoProvider broken = Mockito.mock(VideoProvider.class);
        Mockito.when(broken.id()).thenReturn(SampleRequests.ACME);
        Mockito.when(broken.models()).thenReturn(null);
        VideoProviderFactory factory = Mockito.mock(VideoProviderFactory.class);
        Mockito.when(factory.id()).thenReturn(SampleRequests.ACME);
        Mockito.when(factory.create(Mockito.any())).thenReturn(broken);
        VideoClientBuilder builder =
                VideoClient.builder().settings(TestClients.KEYS).providers(factory);

        VideoFailure failure = failureOf(builder::build);

        assertThat(failure.kind()).isEqualTo(FailureKind.BROKEN_PROVIDER);
        assertThat(failure.message()).contains("'acme'", "models() returned null");
    }
}
