package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderContext;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.RedactedFailure;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskState;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The events of orders, written as the letters of {@link EventGrammar}. */
@Timeout(30)
class ClientListenerTest {

    private static final Either<VideoFailure, TaskStatus> RUNNING =
            Either.right(new TaskStatus.Running(Optional.empty()));
    private static final Either<VideoFailure, TaskStatus> DONE =
            Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
    private static final Settings BOTH = TestClients.KEYS.with("reel4j.provider", "acme,zeta");
    private static final Path FILE = Path.of("/no/such/folder/kitten.mp4");

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final FakeProvider zeta = new FakeProvider("zeta", SampleRequests.plus());
    private final List<ClientEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final List<OrderEvent> written = new ArrayList<>();
    private Predicate<OrderEvent> unwritable = entry -> false;

    @BeforeEach
    void servePorts() {
        acme.callbacks = Optional.of(new CallbackReceiverTest.Reader());
        zeta.callbacks = acme.callbacks;
        zeta.generator = request -> Either.right(new TaskRef(
                ProviderId.of("zeta"), request.operation(), "video", "z1", "0123456789ab", VirtualScheduler.START));
        acme.tracker = task -> acme.polled == 1 ? RUNNING : DONE;
    }

    private VideoClient client() {
        return client(TestClients.KEYS, Optional.empty(), acme);
    }

    private VideoClient client(Settings settings, Optional<Money> cap, FakeProvider... providers) {
        return TestClients.observed(time, settings, cap, this::append, List.of(events::add), providers);
    }

    private Either<VideoFailure, OrderEvent> append(OrderEvent entry) {
        if (unwritable.test(entry)) {
            return Either.left(VideoFailure.of(FailureKind.JOURNAL_FAILED, "the disk is full"));
        }
        written.add(entry);
        return Either.right(entry);
    }

    private static Either<VideoFailure, TaskRef> failed(FailureKind kind) {
        return Either.left(VideoFailure.of(kind, "the vendor says no"));
    }

    private <T> T during(Callable<T> call) throws Exception {
        try {
            return time.passDuring(call);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof VideoException thrown ? thrown : e;
        }
    }

    private VideoTask order(VideoClient client) throws Exception {
        return during(() -> client.submit(SampleRequests.text("A kitten")));
    }

    private VideoException failure(VideoClient client) {
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> order(client));
        assertThat(thrown).as("a failure").isNotNull();
        return thrown;
    }

    /** Delivers the events, checks the grammar, and returns the words of the orders. */
    private Collection<String> words() {
        time.pass(Duration.ofSeconds(1));
        EventGrammar.check(events);
        return EventGrammar.words(events).values();
    }

    private <E extends ClientEvent> E only(Class<E> type) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((one, other) -> {
                    throw new AssertionError("2 events: " + one + ", " + other);
                })
                .orElseThrow();
    }

    @Test
    void an_order_is_observed_from_its_price_to_its_file() throws Exception {
        VideoClient client = client();
        VideoTask task = order(client);
        during(() -> task.download(FILE));

        assertThat(words()).containsExactly("pwsaPSPSTDE");
        OrderEvent.Created created = (OrderEvent.Created) written.get(0);
        OrderContext ordered = OrderContext.of(created.intent());
        assertThat(ordered.operation()).contains(Operation.TEXT_TO_VIDEO);
        assertThat(ordered.model()).contains("plus");
        assertThat(events.subList(0, 3)).extracting(ClientEvent::order).containsOnly(ordered);
        assertThat(events.subList(3, 11)).extracting(ClientEvent::order).containsOnly(ordered.withTask(task.ref()));
        assertThat(only(ClientEvent.OrderPriced.class).price()).hasToString("0.085 USD");
        assertThat(only(ClientEvent.SubmitFinished.class).attempt()).isEqualTo(1);
        assertThat(events.get(5))
                .isEqualTo(new ClientEvent.StatusChanged(
                        events.get(5).at(), ordered.withTask(task.ref()), Optional.empty(), TaskState.RUNNING));
        assertThat(((ClientEvent.PollFinished) events.get(6)).attempt()).isEqualTo(2);
        assertThat(((ClientEvent.StatusChanged) events.get(7)).previous()).contains(TaskState.RUNNING);
        assertThat(only(ClientEvent.TaskFinished.class).failure()).isEmpty();
        assertThat(only(ClientEvent.TaskFinished.class).duration()).isPositive();
        assertThat(events.get(0).at()).isEqualTo(VirtualScheduler.START);
        assertThat(only(ClientEvent.TaskFinished.class).at()).isAfter(VirtualScheduler.START);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    @Tag("fault-218")
    void every_failed_order_ends_with_its_failure(FailureKind kind) {
        acme.generator = request -> failed(kind);
        VideoException thrown = failure(client());

        boolean retried = kind == FailureKind.RATE_LIMITED || kind == FailureKind.UNREACHABLE;
        assertThat(words()).containsExactly(retried ? "pwsfrwsfrwsfrwsfx" : "pwsfx");
        assertThat(only(ClientEvent.OrderFailed.class).failure()).isEqualTo(RedactedFailure.of(thrown.failure()));
        assertThat(only(ClientEvent.OrderFailed.class).failure().kind()).isEqualTo(kind);
    }

    @Test
    void a_retry_after_429_names_attempt_and_delay() throws Exception {
        VideoFailure busy = VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("later")
                .retryAfter(Duration.ofSeconds(3))
                .build();
        acme.generator = request -> acme.submitted.size() == 1 ? Either.left(busy) : Either.right(acme.ordered());
        order(client());

        assertThat(words()).containsExactly("pwsfrwsa");
        ClientEvent.RetryScheduled retry = only(ClientEvent.RetryScheduled.class);
        assertThat(retry.delay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(retry.attempt()).isEqualTo(1);
        assertThat(retry.failure())
                .isEqualTo(new RedactedFailure(
                        FailureKind.RATE_LIMITED, BillingStatus.NOT_BILLED, Optional.of(Duration.ofSeconds(3))));
        assertThat(((ClientEvent.SubmitStarted) events.get(6)).attempt()).isEqualTo(2);
    }

    @Test
    void a_fallback_ends_one_order_and_starts_another() throws Exception {
        acme.generator = request -> failed(FailureKind.INSUFFICIENT_BALANCE);
        order(client(BOTH, Optional.empty(), acme, zeta));

        assertThat(words()).containsExactly("pwsfb", "pwsa");
        ClientEvent.FallbackTaken fallback = only(ClientEvent.FallbackTaken.class);
        assertThat(fallback.next()).isEqualTo(ProviderId.of("zeta"));
        assertThat(fallback.order().provider()).isEqualTo(SampleRequests.ACME);
        assertThat(fallback.failure().kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
    }

    @Test
    void a_provider_without_a_key_is_passed_over_unpriced() throws Exception {
        Settings onlyZeta = new Settings(Map.of("zeta.api-key", "sesame"), name -> null, name -> null);
        order(client(onlyZeta.with("reel4j.provider", "acme,zeta"), Optional.empty(), acme, zeta));

        assertThat(words()).containsExactly("b", "pwsa");
    }

    @Test
    void an_order_above_the_price_cap_is_not_sent() {
        failure(client(TestClients.KEYS, Optional.of(Money.usd("0.01")), acme));

        assertThat(words()).containsExactly("px");
        assertThat(only(ClientEvent.OrderFailed.class).failure().kind()).isEqualTo(FailureKind.OVER_PRICE_CAP);
    }

    @Test
    void an_invalid_request_fails_without_a_price() {
        VideoClient client = client();
        var unused = catchThrowableOfType(
                VideoException.class, () -> client.submit(SampleRequests.text("a prompt of more than 20 characters")));

        assertThat(words()).containsExactly("x");
        OrderContext order = only(ClientEvent.OrderFailed.class).order();
        assertThat(order.operation()).contains(Operation.TEXT_TO_VIDEO);
        assertThat(order.order()).isEmpty();
    }

    @Test
    void a_callback_is_observed_and_recovers_an_unknown_order() throws Exception {
        acme.generator = request -> failed(FailureKind.SUBMISSION_UNKNOWN);
        acme.tracker = task -> RUNNING;
        VideoClient client = client();
        List<VideoTask> recovered = new ArrayList<>();
        client.callbacks().onRecovered(order -> recovered.add(order.task()));
        failure(client);
        String path = acme.submitted.get(0).callback().map(URI::getPath).orElseThrow();
        client.callbacks().receive(path, Map.of(), "task=t1".getBytes(StandardCharsets.UTF_8));
        time.pass(Duration.ofMinutes(1));
        var unused = recovered.get(0).toFuture();
        time.pass(Duration.ofMinutes(1));

        assertThat(words()).hasSize(2).first().asString().matches("pwsfxcP+");
        assertThat(only(ClientEvent.CallbackReceived.class).order().model()).contains("plus");
        assertThat(events.get(events.size() - 1).order().task())
                .contains(recovered.get(0).ref());
        assertThat(events.get(events.size() - 1).order().model()).contains("plus");
    }

    @Test
    void a_callback_about_a_known_task_names_it() throws Exception {
        VideoClient client = client();
        VideoTask task = order(client);
        String path = acme.submitted.get(0).callback().map(URI::getPath).orElseThrow();
        client.callbacks().receive(path, Map.of(), "task=any".getBytes(StandardCharsets.UTF_8));

        assertThat(words()).containsExactly("pwsac");
        assertThat(only(ClientEvent.CallbackReceived.class).order().task()).contains(task.ref());
    }

    @Test
    void orders_of_a_closed_client_end_as_interrupted() throws Exception {
        VideoClient client = client(TestClients.KEYS.with("acme.max-concurrent-tasks", "1"), Optional.empty(), acme);
        acme.tracker = task -> RUNNING;
        order(client);
        CompletableFuture<VideoTask> waiting = client.submitAsync(SampleRequests.text("A kitten"));
        time.pass(Duration.ofSeconds(1));
        client.close();

        assertThat(waiting).isCompletedExceptionally();
        assertThat(words()).hasSize(2).last().isEqualTo("pwx");
        assertThat(only(ClientEvent.OrderFailed.class).failure().kind()).isEqualTo(FailureKind.INTERRUPTED);
    }

    @Test
    void a_cancelled_order_ends_unsent() {
        CompletableFuture<VideoTask> order = client().submitAsync(SampleRequests.text("A kitten"));
        order.cancel(false);

        assertThat(words()).containsExactly("pwx");
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void an_intent_that_cannot_be_written_ends_the_order() {
        unwritable = entry -> true;
        failure(client());

        assertThat(words()).containsExactly("pwjx");
        assertThat(only(ClientEvent.JournalWriteFailed.class).failure().kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
    }

    @Test
    void an_accepted_order_that_is_not_recorded_names_its_task() {
        unwritable = entry -> entry instanceof OrderEvent.Submitted;
        VideoException thrown = failure(client());

        assertThat(words()).containsExactly("pwsajx");
        ClientEvent.OrderFailed failed = only(ClientEvent.OrderFailed.class);
        assertThat(failed.order().task()).isEqualTo(thrown.failure().task());
        assertThat(failed.failure().billingStatus()).isEqualTo(BillingStatus.BILLED);
    }

    @Test
    void an_end_that_is_not_recorded_is_observed() throws Exception {
        unwritable = entry -> entry instanceof OrderEvent.Completed;
        VideoTask task = order(client());
        during(() -> task.await());

        assertThat(words()).containsExactly("pwsaPSPSTj");
    }

    @Test
    void a_failed_task_is_finished_with_its_failure() throws Exception {
        acme.tracker = task -> Either.right(
                new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, "the vendor says no")));
        VideoTask task = order(client());
        var unused = catchThrowableOfType(VideoException.class, () -> during(() -> task.await()));

        assertThat(words()).containsExactly("pwsaPST");
        assertThat(only(ClientEvent.TaskFinished.class).failure().orElseThrow().kind())
                .isEqualTo(FailureKind.GENERATION_FAILED);
    }

    @Test
    void a_failed_poll_changes_no_status() throws Exception {
        acme.tracker = task -> acme.polled == 1
                ? Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "the vendor says nothing"))
                : DONE;
        VideoTask task = order(client());
        during(() -> task.await());

        assertThat(words()).containsExactly("pwsaPPST");
        assertThat(((ClientEvent.PollFinished) events.get(4)).state()).isEmpty();
        assertThat(((ClientEvent.PollFinished) events.get(4))
                        .failure()
                        .orElseThrow()
                        .kind())
                .isEqualTo(FailureKind.UNAVAILABLE);
    }

    @Test
    void an_expired_link_causes_another_poll_and_download() throws Exception {
        acme.tracker = task -> DONE;
        List<Path> downloads = new ArrayList<>();
        acme.downloader = (video, target) -> {
            downloads.add(target);
            return downloads.size() == 1
                    ? Either.left(VideoFailure.of(FailureKind.LINK_EXPIRED, "the link is old"))
                    : Either.right(target);
        };
        VideoTask task = order(client());
        during(() -> task.download(FILE));

        assertThat(words()).containsExactly("pwsaPSTDEPSTDE");
    }

    @Test
    void a_status_request_of_another_program_has_no_order_id() throws Exception {
        VideoClient client = client();
        during(() -> client.status(SampleRequests.task()));

        assertThat(words()).containsExactly("P");
        assertThat(events.get(0).order()).isEqualTo(OrderContext.of(SampleRequests.task()));
    }

    @Test
    @Tag("fault-219")
    void no_event_contains_prompt_url_key_or_vendor_text() throws Exception {
        Settings keys = new Settings(Map.of("acme.api-key", "canary"), name -> null, name -> null);
        acme.generator = request -> acme.submitted.size() == 1
                ? Either.left(VideoFailure.builder()
                        .kind(FailureKind.RATE_LIMITED)
                        .message("canary")
                        .vendorCode("canary")
                        .vendorMessage("canary")
                        .rawResponse("canary")
                        .build())
                : Either.right(acme.ordered());
        acme.tracker = task -> acme.polled == 1
                ? Either.right(new TaskStatus.Unrecognized("canary"))
                : Either.right(new TaskStatus.Succeeded(GeneratedVideo.builder()
                        .task(task)
                        .url(URI.create("https://canary.example.com/canary"))
                        .contentType("canary")
                        .build()));
        acme.downloader = (video, target) -> Either.left(VideoFailure.of(FailureKind.DOWNLOAD_FAILED, "canary"));
        VideoClient client = client(keys, Optional.empty(), acme);
        VideoTask task = during(() -> client.submit(SampleRequests.text("canary")));
        var unused = catchThrowableOfType(VideoException.class, () -> during(() -> task.download(FILE)));

        assertThat(words()).containsExactly("pwsfrwsaPSPSTDE");
        assertThat(events).noneMatch(event -> event.toString().contains("canary"));
    }
}
