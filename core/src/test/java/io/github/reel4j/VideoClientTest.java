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
import io.github.reel4j.tracking.SystemScheduler;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    void what_is_ordered_is_what_was_resolved_and_it_is_sent_once() {
        VideoTask task = client.submit(SampleRequests.text("A kitten"));
        assertThat(task.ref()).isEqualTo(SampleRequests.task());
        assertThat(acme.submitted).hasSize(1);
        assertThat(acme.submitted.get(0).formatted()).containsEntry("resolution", "480p");
        assertThat(acme.polled).isZero();
    }

    @Test
    void an_invalid_order_is_refused_with_all_its_faults_and_nothing_is_sent() {
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
    void a_valid_order_has_no_violations() {
        assertThat(client.validate(SampleRequests.text("A kitten"))).isEmpty();
    }

    @Test
    @Tag("fault-71")
    void above_the_cap_nothing_is_sent() {
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
    void an_undocumented_resolution_has_no_price_and_so_does_not_slip_under_a_cap() {
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
    void whatever_escapes_while_an_order_is_sent_leaves_its_fate_unknown_and_shows_no_key(
            Throwable stray, String name) {
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
    void an_interrupt_that_escapes_from_a_port_is_still_set() {
        acme.generator = request -> {
            throw VideoClientTest.<RuntimeException>sneaky(new InterruptedException("sesame"));
        };
        assertThat(failureOf(() -> client.submit(SampleRequests.text("A kitten")))
                        .kind())
                .isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(Thread.interrupted()).isTrue();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // throws what the compiler does not see, as some code does
    private static <T extends Throwable> T sneaky(Throwable problem) throws T {
        throw (T) problem;
    }

    @Test
    void a_port_that_answers_nothing_leaves_the_orders_fate_unknown() {
        acme.generator = Mockito.mock(VideoGenerator.class);
        assertThat(failureOf(() -> client.submit(SampleRequests.text("A kitten")))
                        .kind())
                .isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
    }

    @Test
    void an_order_turned_away_is_sent_again_when_the_vendor_says_so() throws Exception {
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
    void an_order_of_unknown_fate_is_not_sent_again() {
        acme.generator = request ->
                Either.left(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the connection broke after sending."));
        assertThat(failureOf(() -> client.submit(SampleRequests.text("A kitten")))
                        .billingStatus())
                .isEqualTo(BillingStatus.UNKNOWN);
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void without_a_key_prices_are_told_and_nothing_is_sent() {
        VideoClient keyless =
                TestClients.of(time, new Settings(Map.of(), name -> null, name -> null), Optional.empty(), acme);
        assertThat(keyless.estimate(SampleRequests.text("A kitten"))).isInstanceOf(Estimate.Known.class);
        assertThat(keyless.preview(SampleRequests.text("A kitten")).wire()).isEmpty();
        assertThat(keyless.providers())
                .containsExactly(new ProviderInfo(SampleRequests.ACME, "acme-1.0.jar", false, acme.models()));
        assertThat(failureOf(() -> keyless.submit(SampleRequests.text("A kitten")))
                        .kind())
                .isEqualTo(FailureKind.MISSING_CREDENTIALS);
        assertThat(failureOf(() -> keyless.resume(SampleRequests.task())).task())
                .contains(SampleRequests.task());
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void a_preview_shows_what_would_be_sent() {
        WireRequest wire = new WireRequest("POST", URI.create("https://api.example.com/v1"), Map.of(), "{}");
        acme.preview = Optional.of(request -> wire);
        Preview preview = client.preview(SampleRequests.text("A kitten"));
        assertThat(preview.wire()).contains(wire);
        assertThat(preview.estimate()).isInstanceOf(Estimate.Known.class);
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void a_preview_that_fails_shows_no_key_and_cost_nothing() {
        acme.preview = Optional.of(request -> {
            throw new IllegalStateException("sesame");
        });
        VideoFailure failure = failureOf(() -> client.preview(SampleRequests.text("A kitten")));
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.message())
                .isEqualTo(
                        "the provider 'acme' failed to show the request: java.lang.IllegalStateException. Nothing was"
                                + " sent.");
    }

    @Test
    void a_price_that_cannot_be_had_is_unknown() {
        acme.pricing = request -> {
            throw new IllegalStateException("sesame");
        };
        assertThat(client.estimate(SampleRequests.text("A kitten")).describe())
                .startsWith(
                        "unknown: the provider 'acme' failed to price the order: java.lang.IllegalStateException at ")
                .doesNotContain("sesame");
        acme.pricing = request -> {
            throw new InvalidSettingException("acme.rate-480p = 'free' cannot be used.");
        };
        assertThat(client.estimate(SampleRequests.text("A kitten")))
                .isEqualTo(new Estimate.Unknown("acme.rate-480p = 'free' cannot be used."));
    }

    @Test
    void a_status_is_asked_for_once_and_a_failure_names_the_task() {
        assertThat(client.status(SampleRequests.task())).isInstanceOf(TaskStatus.Succeeded.class);
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "m"));
        VideoFailure failure = failureOf(() -> client.status(SampleRequests.task()));
        assertThat(failure.task()).contains(SampleRequests.task());
        assertThat(acme.polled).isEqualTo(2);
    }

    @Test
    void a_task_the_vendor_gave_up_is_named_even_if_the_provider_forgets_to() {
        acme.tracker =
                task -> Either.right(new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, "acme: no")));
        assertThat(client.status(SampleRequests.task()))
                .isInstanceOfSatisfying(
                        TaskStatus.Failed.class,
                        failed -> assertThat(failed.failure().task()).contains(SampleRequests.task()));
    }

    @Test
    void a_task_of_a_provider_that_is_not_there_is_kept_in_the_failure() {
        TaskRef foreign = new TaskRef(
                ProviderId.of("omega"), Operation.ANIMATE, "video", "1", "0123456789ab", VirtualScheduler.START);
        VideoFailure failure = failureOf(() -> client.resume(foreign));
        assertThat(failure.kind()).isEqualTo(FailureKind.NO_PROVIDER);
        assertThat(failure.task()).contains(foreign);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
    }

    @Test
    void the_builder_refuses_a_class_path_without_providers() {
        assertThatThrownBy(
                        () -> VideoClient.builder().settings(TestClients.KEYS).build())
                .isInstanceOf(VideoException.class)
                .hasMessageStartingWith("NO_PROVIDER  no video provider on the class path (0 service files")
                .hasMessageEndingWith("Billed: no.");
        assertThatThrownBy(() -> VideoClient.builder().waitTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closing_the_client_ends_an_order_that_waits_to_be_sent_again() throws Exception {
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
    void closing_the_client_closes_every_provider_even_after_one_that_fails_to() {
        FakeProvider other = new FakeProvider("other", acme.models().toArray(ModelSpec[]::new));
        acme.failsToClose = Optional.of(new IllegalStateException("stuck"));
        other.failsToClose = acme.failsToClose;

        VideoClient both = TestClients.of(new VirtualScheduler(), acme, other);
        assertThat(both.providers()).hasSize(2);
        both.close();

        assertThat(acme.closed).isEqualTo(1);
        assertThat(other.closed).isEqualTo(1);
    }
}
