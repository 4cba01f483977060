package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VerifiedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class CallbackReceiverTest {

    private static final String TASK = "19d8e7a6";
    private static final Either<VideoFailure, TaskStatus> RUNNING =
            Either.right(new TaskStatus.Running(Optional.empty()));
    private static final Either<VideoFailure, TaskStatus> DONE =
            Either.right(new TaskStatus.Succeeded(SampleRequests.video()));

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final VideoClient client = TestClients.calledBack(time, acme);
    private final List<RecoveredOrder> recovered = new ArrayList<>();

    /** Reads callbacks of the form {@code task=ID}; a body can declare itself wrongly signed. */
    record Reader() implements CallbackReader {
        @Override
        public boolean signed() {
            return true;
        }

        @Override
        public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
            String text = callback.text();
            if (text.equals("unsigned")) {
                return Either.left(VideoFailure.of(FailureKind.BAD_SIGNATURE, "not signed"));
            }
            if (text.equals("keyless")) {
                return Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "the public keys cannot be fetched"));
            }
            if (text.equals("poison")) {
                throw new IllegalStateException("poison");
            }
            return text.startsWith("task=")
                    ? Either.right(new CallbackHint(text.substring(5)))
                    : Either.left(VideoFailure.of(FailureKind.UNEXPECTED_RESPONSE, "names no task"));
        }

        @Override
        public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
            return Either.right(new TaskRef(
                    order.provider(),
                    order.operation(),
                    "video",
                    hint.taskId(),
                    order.fingerprint(),
                    VirtualScheduler.START));
        }
    }

    @BeforeEach
    void start() {
        acme.callbacks = Optional.of(new Reader());
        acme.tracker = task -> RUNNING;
        client.callbacks().onRecovered(recovered::add);
    }

    private String address() {
        return acme.submitted
                .get(acme.submitted.size() - 1)
                .callback()
                .map(URI::getPath)
                .orElseThrow();
    }

    private CallbackResponse receive(String path, String body) {
        return client.callbacks()
                .receive(path, Map.of("Content-Type", List.of("text/plain")), body.getBytes(StandardCharsets.UTF_8));
    }

    private CallbackResponse passOn(String path, String body, Predicate<VerifiedCallback> orders) {
        return client.callbacks().receive(path, Map.of(), body.getBytes(StandardCharsets.UTF_8), orders);
    }

    private VideoTask order() {
        return client.submit(SampleRequests.text("A kitten"));
    }

    private CompletableFuture<VideoTask> queuedOrder() {
        return client.submitAsync(SampleRequests.text("A kitten"));
    }

    private VideoFailure lostOrder() {
        acme.generator = request ->
                Either.left(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the connection broke after sending."));
        return failureOf(this::order);
    }

    private static VideoFailure failureOf(Runnable call) {
        VideoException thrown = catchThrowableOfType(VideoException.class, call::run);
        assertThat(thrown).as("a VideoException").isNotNull();
        return thrown.failure();
    }

    @Test
    void each_order_has_its_own_callback_url() {
        order();
        order();
        ResolvedRequest first = acme.submitted.get(0);
        ResolvedRequest second = acme.submitted.get(1);
        assertThat(first.callback().orElseThrow().toString()).startsWith("http://127.0.0.1:8123/hooks/acme/");
        assertThat(first.callback()).isNotEqualTo(second.callback());
        assertThat(first.fingerprint()).isEqualTo(second.fingerprint());
        assertThat(first.formatted().toString() + first).doesNotContain("hooks");
    }

    @Test
    void a_callback_causes_an_immediate_poll() {
        VideoTask generation = order();
        CompletableFuture<GeneratedVideo> video = generation.toFuture();
        time.pass(Duration.ofSeconds(2));
        acme.tracker = task -> DONE;
        assertThat(receive(address(), "task=" + TASK)).isEqualTo(CallbackResponse.ACCEPTED);
        assertThat(video).isNotDone();
        time.pass(Duration.ZERO);
        assertThat(video).isCompletedWithValue(SampleRequests.video());
        assertThat(acme.polled).isOne();
    }

    @Test
    @Tag("fault-105")
    void a_callback_is_not_trusted_but_causes_a_poll() {
        CompletableFuture<GeneratedVideo> video = order().toFuture();
        assertThat(receive(address(), "task=" + TASK)).isEqualTo(CallbackResponse.ACCEPTED);
        time.pass(Duration.ofSeconds(1));
        assertThat(acme.polled).isOne();
        assertThat(video).isNotDone();
    }

    @Test
    @Tag("fault-111")
    void a_lost_callback_leaves_the_scheduled_polls() {
        CompletableFuture<GeneratedVideo> video = order().toFuture();
        acme.tracker = task -> DONE;
        time.pass(Duration.ofSeconds(6));
        assertThat(video).isCompletedWithValue(SampleRequests.video());
    }

    @Test
    @Tag("fault-106")
    void duplicate_callbacks_report_one_result() {
        List<TaskStatus> ends = new ArrayList<>();
        VideoTask generation = order().onProgress(progress -> ends.add(progress.status()));
        CompletableFuture<GeneratedVideo> video = generation.toFuture();
        acme.tracker = task -> DONE;
        for (int i = 0; i < 100; i++) {
            assertThat(receive(address(), "task=" + TASK)).isEqualTo(CallbackResponse.ACCEPTED);
            time.pass(Duration.ofMillis(100));
        }
        assertThat(video).isCompletedWithValue(SampleRequests.video());
        assertThat(ends).hasSize(1);
        assertThat(acme.polled).isOne();
        assertThat(recovered).isEmpty();
    }

    @Test
    @Tag("fault-105")
    @Tag("fault-107")
    void an_invalid_url_causes_no_poll() {
        CompletableFuture<GeneratedVideo> video = order().toFuture();
        assertThat(receive("/hooks/acme/someone/guesses", "task=" + TASK)).isEqualTo(CallbackResponse.NOT_FOUND);
        assertThat(receive("", "")).isEqualTo(CallbackResponse.NOT_FOUND);
        assertThat(receive(address() + "x", "x".repeat(100_000))).isEqualTo(CallbackResponse.NOT_FOUND);
        time.pass(Duration.ofSeconds(4));
        assertThat(acme.polled).isZero();
        assertThat(video).isNotDone();
    }

    @Test
    void a_wrong_signature_is_reported_as_not_found() {
        CompletableFuture<GeneratedVideo> video = order().toFuture();
        assertThat(receive(address(), "unsigned")).isEqualTo(CallbackResponse.NOT_FOUND);
        time.pass(Duration.ofSeconds(4));
        assertThat(acme.polled).isZero();
        assertThat(video).isNotDone();
    }

    @Test
    void a_callback_that_cannot_be_verified_now_may_be_sent_again() {
        order();
        assertThat(receive(address(), "keyless")).isEqualTo(CallbackResponse.UNAVAILABLE);
        assertThat(passOn(address(), "keyless", callback -> true)).isEqualTo(CallbackResponse.UNAVAILABLE);
    }

    @Test
    void a_valid_callback_is_passed_to_the_program() {
        order();
        List<VerifiedCallback> passed = new ArrayList<>();
        assertThat(passOn(address(), "task=" + TASK, passed::add)).isEqualTo(CallbackResponse.ACCEPTED);
        assertThat(passOn(address(), "names no task", passed::add)).isEqualTo(CallbackResponse.ACCEPTED);
        assertThat(passOn(address(), "poison", passed::add)).isEqualTo(CallbackResponse.ACCEPTED);
        assertThat(passed)
                .extracting(VerifiedCallback::vendorTaskId)
                .containsExactly(Optional.of(TASK), Optional.empty(), Optional.empty());
        time.pass(Duration.ofSeconds(4));
        assertThat(acme.polled).isZero();
    }

    @Test
    void an_invalid_callback_is_not_passed_to_the_program() {
        order();
        List<VerifiedCallback> passed = new ArrayList<>();
        assertThat(passOn(address(), "unsigned", passed::add)).isEqualTo(CallbackResponse.NOT_FOUND);
        assertThat(passOn(address() + "x", "task=" + TASK, passed::add)).isEqualTo(CallbackResponse.NOT_FOUND);
        assertThat(passOn(address(), "x".repeat(64 * 1024 + 1), passed::add)).isEqualTo(CallbackResponse.TOO_LARGE);
        assertThat(passed).isEmpty();
    }

    @Test
    void a_program_that_fails_or_lacks_the_order_is_reported() {
        order();
        assertThat(passOn(address(), "task=" + TASK, callback -> false)).isEqualTo(CallbackResponse.NOT_FOUND);
        assertThat(passOn(address(), "task=" + TASK, callback -> {
                    throw new IllegalStateException("no database");
                }))
                .isEqualTo(CallbackResponse.UNAVAILABLE);
    }

    @Test
    @Tag("fault-108")
    void a_body_over_64_kib_is_not_read() {
        order();
        assertThat(receive(address(), "x".repeat(64 * 1024))).isNotEqualTo(CallbackResponse.TOO_LARGE);
        assertThat(receive(address(), "x".repeat(64 * 1024 + 1))).isEqualTo(CallbackResponse.TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource(CallbackResponse.class)
    void only_accepted_is_a_successful_http_status(CallbackResponse outcome) {
        boolean repeatable = outcome == CallbackResponse.UNAVAILABLE; // the vendor is to send it again
        assertThat(outcome.httpStatus())
                .satisfies(status -> assertThat(
                                status == 200 || (repeatable ? status == 503 : status >= 400 && status < 500))
                        .isTrue());
        assertThat(outcome.httpStatus() == 200).isEqualTo(outcome == CallbackResponse.ACCEPTED);
    }

    @Test
    void the_url_identifies_the_task_even_if_the_body_is_malformed() {
        CompletableFuture<GeneratedVideo> video = order().toFuture();
        acme.tracker = task -> DONE;
        assertThat(receive(address(), "poison")).isEqualTo(CallbackResponse.ACCEPTED);
        time.pass(Duration.ZERO);
        assertThat(video).isCompletedWithValue(SampleRequests.video());
    }

    @Test
    void a_callback_with_another_task_polls_the_task_of_its_url() {
        CompletableFuture<GeneratedVideo> first = order().toFuture();
        String own = address();
        acme.generator = request -> Either.right(SampleRequests.task("other"));
        CompletableFuture<GeneratedVideo> second = order().toFuture();
        List<String> polled = new ArrayList<>();
        acme.tracker = task -> {
            polled.add(task.id());
            return RUNNING;
        };
        receive(own, "task=other");
        time.pass(Duration.ofSeconds(1));
        assertThat(polled).containsExactly(TASK);
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
    }

    @Test
    void headers_with_null_names_or_values_are_accepted() {
        order();
        Map<String, List<String>> headers = new java.util.HashMap<>();
        headers.put(null, List.of("HTTP/1.1 200 OK"));
        headers.put("x-empty", List.of());
        assertThatCode(() -> client.callbacks().receive(address(), headers, new byte[] {-1, 0, 1}))
                .doesNotThrowAnyException();
    }

    @Test
    @Tag("fault-108")
    void any_request_gets_a_response_and_no_exception() {
        lostOrder();
        Random random = new Random(20_261_120);
        String own = address();
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            String text = new String(noise, StandardCharsets.ISO_8859_1);
            String path = i % 2 == 0 ? own : own.substring(0, random.nextInt(own.length())) + text;
            CallbackResponse outcome = client.callbacks().receive(path, Map.of(text, List.of(text)), noise);
            assertThat(outcome).isEqualTo(i % 2 == 0 ? CallbackResponse.UNREADABLE : CallbackResponse.NOT_FOUND);
        }
        time.passAll();
        assertThat(recovered).isEmpty();
        assertThat(acme.polled).isZero();
    }

    @Test
    @Tag("fault-109")
    void a_callback_before_the_submit_result_is_kept_and_matched() {
        acme.generator = request -> {
            assertThat(receive(address(), "task=" + TASK)).isEqualTo(CallbackResponse.ACCEPTED);
            return Either.right(SampleRequests.task());
        };
        acme.tracker = task -> DONE;
        CompletableFuture<GeneratedVideo> video = order().toFuture();
        time.pass(Duration.ZERO);
        assertThat(video).isCompletedWithValue(SampleRequests.video());
        assertThat(recovered).isEmpty();
    }

    @Test
    @Tag("fault-109")
    void an_early_callback_with_another_task_is_ignored() {
        acme.generator = request -> {
            receive(address(), "task=forged");
            return Either.right(SampleRequests.task());
        };
        VideoTask task = order();
        CompletableFuture<GeneratedVideo> video = task.toFuture();
        time.pass(Duration.ofSeconds(4));
        assertThat(task.ref()).isEqualTo(SampleRequests.task());
        assertThat(acme.polled).isZero();
        assertThat(video).isNotDone();
    }

    @Test
    @Tag("fault-110")
    void a_confirmed_callback_recovers_an_order_of_unknown_outcome() {
        VideoFailure failure = lostOrder();
        acme.tracker = task -> DONE;
        assertThat(receive(address(), "task=late")).isEqualTo(CallbackResponse.ACCEPTED);
        assertThat(recovered).as("not before the vendor was polled").isEmpty();
        time.passAll();
        assertThat(recovered).hasSize(1);
        assertThat(recovered.get(0).failure()).isEqualTo(failure);
        TaskRef task = recovered.get(0).task().ref();
        assertThat(task.id()).isEqualTo("late");
        assertThat(task.fingerprint()).isEqualTo(acme.submitted.get(0).fingerprint());
        assertThat(acme.submitted).as("and it is not ordered again").hasSize(1);
    }

    @Test
    void a_recovered_order_is_reported_once_and_then_not_polled() {
        lostOrder();
        for (int i = 0; i < 100; i++) {
            receive(address(), "task=late");
        }
        time.passAll();
        receive(address(), "task=late");
        time.passAll();
        assertThat(recovered).hasSize(1);
        assertThat(acme.polled).isOne();
        CompletableFuture<GeneratedVideo> video = recovered.get(0).task().toFuture();
        acme.tracker = task -> DONE;
        receive(address(), "task=late");
        time.pass(Duration.ofSeconds(1));
        assertThat(video).isCompletedWithValue(SampleRequests.video());
    }

    @Test
    void a_late_listener_receives_earlier_recovered_orders() {
        lostOrder();
        receive(address(), "task=late");
        time.passAll();
        List<RecoveredOrder> late = new ArrayList<>();
        client.callbacks().onRecovered(late::add);
        time.pass(Duration.ZERO);
        assertThat(late).isEqualTo(recovered).hasSize(1);
    }

    @Test
    void a_throwing_listener_does_not_affect_other_listeners() {
        client.callbacks().onRecovered(order -> {
            throw new AssertionError("mine");
        });
        List<RecoveredOrder> others = new ArrayList<>();
        client.callbacks().onRecovered(others::add);
        lostOrder();
        receive(address(), "task=late");
        time.passAll();
        assertThat(others).hasSize(1);
    }

    @Test
    void failed_polls_do_not_lose_the_callback_of_a_lost_order() {
        lostOrder();
        acme.tracker = task -> acme.polled < 5 ? Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "down")) : DONE;
        receive(address(), "task=late");
        time.passAll();
        assertThat(recovered).hasSize(1);
    }

    @Test
    void a_claim_of_an_unknown_task_may_be_repeated() {
        lostOrder();
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.TASK_NOT_FOUND, "no such task"));
        receive(address(), "task=forged");
        time.passAll();
        assertThat(recovered).isEmpty();
        acme.tracker = task -> DONE;
        receive(address(), "task=late");
        time.passAll();
        assertThat(recovered).hasSize(1);
        assertThat(recovered.get(0).task().ref().id()).isEqualTo("late");
    }

    @Test
    void an_unconfirmed_claim_may_be_repeated_and_confirmed() {
        lostOrder();
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.TASK_NOT_FOUND, "not yet"));
        receive(address(), "task=late");
        time.passAll();
        assertThat(recovered).isEmpty();
        acme.tracker = task -> DONE;
        receive(address(), "task=late");
        time.passAll();
        assertThat(recovered).hasSize(1);
    }

    @Test
    void a_callback_polls_all_trackings_of_the_task() {
        CompletableFuture<GeneratedVideo> first = order().toFuture();
        CompletableFuture<GeneratedVideo> second =
                client.resume(SampleRequests.task()).toFuture();
        time.pass(Duration.ofSeconds(1));
        acme.tracker = task -> DONE;
        receive(address(), "task=" + TASK);
        time.pass(Duration.ofSeconds(1));
        assertThat(first).isDone();
        assertThat(second).isDone();
    }

    @Test
    void a_succeeded_task_without_url_counts_as_accepted() {
        lostOrder();
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.NO_RESULT, "no address"));
        receive(address(), "task=late");
        time.passAll();
        assertThat(recovered).hasSize(1);
    }

    @Test
    void an_early_callback_resolves_a_lost_order() {
        acme.generator = request -> {
            receive(address(), "task=early");
            return Either.left(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the connection broke after sending."));
        };
        failureOf(this::order);
        time.passAll();
        assertThat(recovered).hasSize(1);
        assertThat(recovered.get(0).task().ref().id()).isEqualTo("early");
    }

    @Test
    @Tag("fault-107")
    void the_task_of_another_order_does_not_resolve_a_lost_order() {
        order();
        lostOrder();
        receive(address(), "task=" + TASK);
        time.passAll();
        assertThat(recovered).isEmpty();
        assertThat(acme.polled).isZero();
    }

    @Test
    void an_unreadable_callback_for_a_lost_order_is_unreadable() {
        lostOrder();
        assertThat(receive(address(), "poison")).isEqualTo(CallbackResponse.UNREADABLE);
        assertThat(receive(address(), "")).isEqualTo(CallbackResponse.UNREADABLE);
        time.passAll();
        assertThat(recovered).isEmpty();
    }

    @Test
    void a_url_quoted_by_the_vendor_is_redacted() {
        acme.generator = request -> Either.left(VideoFailure.builder()
                .kind(FailureKind.INVALID_REQUEST)
                .message("acme: cannot reach " + request.callback().orElseThrow())
                .vendorMessage("cannot reach " + request.callback().orElseThrow())
                .rawResponse("{\"error\": \"cannot reach " + request.callback().orElseThrow() + "\"}")
                .build());
        VideoFailure failure = failureOf(this::order);
        String token = address().substring(address().lastIndexOf('/') + 1);
        assertThat(failure.vendorMessage().orElse(""))
                .startsWith("cannot reach http")
                .endsWith("/***");
        assertThat(failure.rawResponse().orElse(""))
                .contains("cannot reach http")
                .contains("/***\"");
        assertThat(failure.toString() + new VideoException(failure).getMessage())
                .contains("/hooks/acme/")
                .doesNotContain(token);
    }

    @Test
    void a_callback_for_a_rejected_order_recovers_nothing() {
        acme.generator = request -> Either.left(VideoFailure.of(FailureKind.INVALID_REQUEST, "no"));
        failureOf(this::order);
        assertThat(receive(address(), "task=" + TASK)).isEqualTo(CallbackResponse.ACCEPTED);
        time.passAll();
        assertThat(recovered).isEmpty();
        assertThat(acme.polled).isZero();
    }

    @Test
    void a_callback_reaches_another_process_with_the_secret() {
        order();
        VideoClient second = TestClients.calledBack(time, acme);
        CompletableFuture<GeneratedVideo> video =
                second.resume(SampleRequests.task()).toFuture();
        time.pass(Duration.ZERO);
        time.pass(Duration.ofSeconds(1));
        acme.tracker = task -> DONE;
        int before = acme.polled;
        assertThat(second.callbacks().receive(address(), Map.of(), ("task=" + TASK).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(CallbackResponse.ACCEPTED);
        time.pass(Duration.ZERO);
        assertThat(video).isCompletedWithValue(SampleRequests.video());
        assertThat(acme.polled).isEqualTo(before + 1);
    }

    @Test
    void a_vendor_without_callbacks_gets_no_order() {
        acme.callbacks = Optional.empty();
        VideoFailure failure = failureOf(this::order);
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.message()).contains("'acme' documents no callbacks").contains("Nothing was sent");
        assertThat(client.quotes(SampleRequests.text("A kitten"))
                        .get(0)
                        .failure()
                        .map(VideoFailure::kind))
                .contains(FailureKind.UNSUPPORTED);
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void callbacks_that_cannot_be_verified_prevent_orders() {
        CallbackReader reader = new Reader();
        VideoFailure noSecret = VideoFailure.of(FailureKind.CONFIGURATION, "no secret is set. Nothing was sent.");
        acme.callbacks = Optional.of(new CallbackReader() {
            @Override
            public boolean signed() {
                return true;
            }

            @Override
            public Optional<VideoFailure> configurationFailure() {
                return Optional.of(noSecret);
            }

            @Override
            public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                return reader.read(callback);
            }

            @Override
            public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
                return reader.task(order, hint);
            }
        });
        assertThat(failureOf(this::order).message()).isEqualTo("no secret is set. Nothing was sent.");
        assertThat(failureOf(this::order).kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void a_quote_shows_a_redacted_callback_url() {
        List<ResolvedRequest> shown = new ArrayList<>();
        acme.preview = Optional.of(request -> {
            shown.add(request);
            return new io.github.reel4j.model.WireRequest("POST", URI.create("https://example.com"), Map.of(), "{}");
        });
        assertThat(client.quotes(SampleRequests.text("A kitten")).get(0).wire()).isPresent();
        assertThat(shown.get(0).callback()).contains(URI.create("http://127.0.0.1:8123/hooks/acme/***"));
    }

    @Test
    void a_client_without_callback_url_requests_no_callbacks() {
        VideoClient plain = TestClients.of(time, acme);
        assertThat(failureOf(plain::callbacks).kind()).isEqualTo(FailureKind.CONFIGURATION);
        plain.submit(SampleRequests.text("A kitten"));
        assertThat(acme.submitted.get(0).callback()).isEmpty();
    }

    static List<Arguments> nulls() {
        Map<String, List<String>> without = new HashMap<>();
        without.put("X-Signature", null);
        without.put("X-Other", Arrays.asList("a", null));
        without.put(null, List.of("POST /"));
        byte[] body = "task=1".getBytes(StandardCharsets.UTF_8);
        return List.of(
                Arguments.of(false, Map.of(), body, CallbackResponse.NOT_FOUND),
                Arguments.of(false, null, null, CallbackResponse.NOT_FOUND),
                Arguments.of(true, null, body, CallbackResponse.ACCEPTED),
                Arguments.of(true, without, body, CallbackResponse.ACCEPTED),
                Arguments.of(true, Map.of(), null, CallbackResponse.UNREADABLE),
                Arguments.of(true, null, null, CallbackResponse.UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    @Tag("fault-137")
    void null_parts_of_a_callback_get_a_response(
            boolean knownPath,
            @Nullable Map<String, List<String>> headers,
            byte @Nullable [] body,
            CallbackResponse expected) {
        lostOrder();
        assertThat(client.callbacks().receive(knownPath ? address() : null, headers, body))
                .isEqualTo(expected);
    }

    @Test
    @Tag("fault-137")
    void throwing_headers_are_unreadable() {
        lostOrder();
        Map<String, List<String>> broken = new AbstractMap<>() {
            @Override
            public Set<Entry<String, List<String>>> entrySet() {
                throw new LinkageError("a web server's");
            }
        };
        assertThat(client.callbacks().receive(address(), broken, new byte[0])).isEqualTo(CallbackResponse.UNREADABLE);
    }

    private static final Either<VideoFailure, TaskStatus> UNKNOWN_TASK =
            Either.left(VideoFailure.of(FailureKind.TASK_NOT_FOUND, "no such task"));

    @Test
    @Tag("fault-110")
    void one_not_found_does_not_end_the_recovery_of_an_order() {
        VideoFailure failure = lostOrder();
        acme.tracker = task -> acme.polled == 1 ? UNKNOWN_TASK : DONE;
        receive(address(), "task=late");
        time.pass(Duration.ofSeconds(1));
        assertThat(recovered).isEmpty();
        time.pass(Duration.ofMinutes(1));
        assertThat(recovered)
                .singleElement()
                .satisfies(order -> assertThat(order.failure()).isEqualTo(failure));
    }

    @Test
    @Tag("fault-110")
    void a_repeated_callback_polls_an_unconfirmed_task_immediately() {
        lostOrder();
        acme.tracker = task -> acme.polled == 1 ? UNKNOWN_TASK : DONE;
        receive(address(), "task=late");
        time.pass(Duration.ofSeconds(2));
        assertThat(acme.polled).isOne();
        assertThat(receive(address(), "task=late")).isEqualTo(CallbackResponse.ACCEPTED);
        time.pass(Duration.ofSeconds(1));
        assertThat(acme.polled).isEqualTo(2);
        assertThat(recovered).hasSize(1);
    }

    @Test
    @Tag("fault-110")
    void a_callback_after_a_failed_recovery_polls_again() {
        lostOrder();
        acme.tracker = task -> UNKNOWN_TASK;
        receive(address(), "task=late");
        time.passAll();
        int polls = acme.polled;
        assertThat(polls).as("four times over two minutes").isGreaterThanOrEqualTo(4);
        acme.tracker = task -> DONE;
        receive(address(), "task=late");
        time.passAll();
        assertThat(acme.polled).isEqualTo(polls + 1);
        assertThat(recovered).hasSize(1);
    }

    private static VideoFailure rateLimited() {
        return VideoFailure.of(FailureKind.RATE_LIMITED, "acme: too many requests");
    }

    private void assertStoppedByCallback(VideoFailure failure) {
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.message()).contains("called back").contains("too many requests");
        time.passAll();
        assertThat(acme.submitted).hasSize(1);
        assertThat(recovered).singleElement().satisfies(order -> {
            assertThat(order.failure()).isEqualTo(failure);
            assertThat(order.task().ref().id()).isEqualTo("late");
        });
    }

    @Test
    @Tag("fault-30")
    void an_order_with_a_callback_is_not_sent_again_after_a_429() {
        acme.generator = request -> {
            receive(address(), "task=late");
            return Either.left(rateLimited());
        };
        assertStoppedByCallback(failureOf(this::order));
    }

    @Test
    @Tag("fault-30")
    void a_callback_while_an_order_waits_stops_the_next_send() {
        acme.generator = request -> Either.left(rateLimited());
        CompletableFuture<VideoTask> order = queuedOrder();
        time.pass(Duration.ZERO);
        assertThat(acme.submitted).hasSize(1);
        assertThat(order).isNotDone();
        receive(address(), "task=late");
        time.passAll();
        assertStoppedByCallback(failureOf(() -> {
            try {
                order.join();
            } catch (CompletionException e) {
                throw (VideoException) e.getCause();
            }
        }));
    }

    @Test
    @Tag("fault-30")
    void a_cancelled_order_with_a_callback_is_recovered() {
        acme.generator = request -> Either.left(rateLimited());
        CompletableFuture<VideoTask> order = queuedOrder();
        time.pass(Duration.ZERO);
        receive(address(), "task=late");
        assertThat(order.cancel(false)).isTrue();
        time.passAll();
        assertThat(acme.submitted).hasSize(1);
        assertThat(recovered)
                .singleElement()
                .satisfies(found -> assertThat(found.failure().billingStatus()).isEqualTo(BillingStatus.UNKNOWN));
    }

    @Test
    @Tag("fault-30")
    void an_order_with_a_callback_does_not_fall_back() {
        FakeProvider other = new FakeProvider("zeta", SampleRequests.plus());
        other.callbacks = acme.callbacks;
        VideoClient both =
                TestClients.calledBack(time, TestClients.KEYS.with("reel4j.provider", "acme,zeta"), acme, other);
        both.callbacks().onRecovered(recovered::add);
        acme.generator = request -> {
            both.callbacks().receive(address(), Map.of(), "task=late".getBytes(StandardCharsets.UTF_8));
            return Either.left(rateLimited());
        };
        assertStoppedByCallback(failureOf(() -> both.submit(SampleRequests.text("A kitten"))));
        assertThat(other.submitted).isEmpty();
    }

    @Test
    @Tag("fault-30")
    void without_a_callback_a_429_is_sent_again() {
        acme.generator = request -> {
            receive(address(), "poison");
            return acme.submitted.size() == 1 ? Either.left(rateLimited()) : Either.right(SampleRequests.task());
        };
        CompletableFuture<VideoTask> order = queuedOrder();
        time.passAll();
        assertThat(order.join().ref()).isEqualTo(SampleRequests.task());
        assertThat(acme.submitted).hasSize(2);
    }
}
