package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.queue.store.Database;
import io.github.reel4j.queue.store.MaintenanceStore;
import io.github.reel4j.queue.store.OrderStore;
import io.github.reel4j.queue.store.PollStore;
import io.github.reel4j.queue.store.SubmissionStore;
import io.github.reel4j.queue.store.SubmissionStore.Attempt;
import io.github.reel4j.queue.store.TableNames;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs random operations on one order of a real database, and compares it with the model after each. */
final class OrderSchedule {

    private static final int MAX_OPERATIONS = 16;
    private static final int KINDS = 18;

    private final QueueFixture fixture;
    private final SubmissionStore submissions;
    private final OrderStore orders;
    private final PollStore polls;
    private final MaintenanceStore maintenance;
    private final ExecutorService threads;
    private final Random random;
    private final OrderKey key;
    private final OrderModel model = new OrderModel();
    private final List<String> history = new ArrayList<>();

    OrderSchedule(QueueFixture fixture, ExecutorService threads, long seed) {
        Database database = new Database(fixture.database, TableNames.DEFAULT);
        this.fixture = fixture;
        this.submissions = new SubmissionStore(database);
        this.orders = new OrderStore(database);
        this.polls = new PollStore(database);
        this.maintenance = new MaintenanceStore(database);
        this.threads = threads;
        this.random = new Random(seed);
        this.key = OrderKey.of("schedule-" + seed);
    }

    void run() throws Exception {
        UUID id = fixture.place(key.value()).id();
        int operations = 4 + random.nextInt(MAX_OPERATIONS - 3);
        for (int i = 0; i < operations && !model.state.isFinal(); i++) {
            step(id);
            compare();
        }
        checkEvents();
    }

    private void step(UUID id) throws Exception {
        switch (random.nextInt(KINDS)) {
            case 0, 1, 2, 3 -> start();
            case 4 -> raceToStart();
            case 5, 6 -> accept(token());
            case 7 -> reject(token());
            case 8, 9 -> markUnknown(token());
            case 10 -> raceResults(token());
            case 11 ->
                personal(
                        "resolve accepted",
                        model.resolveAccepted(task(0)),
                        () -> fixture.queue.resolveAccepted(key, "task-0-" + key, "me"));
            case 12 ->
                personal(
                        "resolve not accepted",
                        model.resolveNotAccepted(),
                        () -> fixture.queue.resolveNotAccepted(key, "me"));
            case 13 -> personal("retry", model.retry(), () -> fixture.queue.retry(key, "me"));
            case 14 -> personal("cancel", model.cancel(), () -> fixture.queue.cancel(key, "me"));
            case 15 -> {
                expect("worker cancels", model.cancelUnsent(), orders.cancelUnsent(id, "w") == 1);
                UUID token = token();
                model.callback(token);
                history.add("callback " + orders.onCallback(token, Optional.of("claimed-" + key)));
            }
            case 16 -> holdOrRelease();
            default -> end(id);
        }
    }

    private void expect(String operation, boolean expected, boolean actual) {
        history.add(operation + " " + expected);
        assertThat(actual).as("%s of %s", history, key).isEqualTo(expected);
    }

    /** An operation that throws if it changes nothing. */
    private void personal(String operation, boolean expected, Callable<QueuedOrder> call) throws Exception {
        boolean changed = true;
        try {
            call.call();
        } catch (OrderQueueException e) {
            assertThat(e).hasMessageMatching("(?s)the order .* is [A-Z]+.*not changed.*|.*Nothing was changed[.]");
            changed = false;
        }
        expect(operation, expected, changed);
    }

    private void start() throws Exception {
        Attempt attempt = QueueFixture.attempt(key.value());
        UUID token = attempt.intent().order().value();
        expect("start", model.start(token), submissions.start(attempt));
        expect("is started", model.tokens.contains(token), submissions.isStarted(attempt));
    }

    private void raceToStart() throws Exception {
        List<Attempt> attempts = List.of(QueueFixture.attempt(key.value()), QueueFixture.attempt(key.value()));
        List<Boolean> started =
                race(() -> submissions.start(attempts.get(0)), () -> submissions.start(attempts.get(1)));
        int winner = started.get(0) ? 0 : 1;
        expect("race", model.canStart(), started.get(0) || started.get(1));
        assertThat(started).as("%s", history).isNotEqualTo(List.of(true, true));
        if (started.get(winner)) {
            model.start(attempts.get(winner).intent().order().value());
        }
    }

    private List<Boolean> race(Callable<Boolean> first, Callable<Boolean> second) throws Exception {
        Future<Boolean> one = threads.submit(first);
        Future<Boolean> two = threads.submit(second);
        return List.of(one.get(), two.get());
    }

    /** A late acceptance and a worker that takes the sender for dead: the acceptance wins in each order. */
    private void raceResults(UUID token) throws Exception {
        String task = task(model.tokens.indexOf(token) + 1);
        List<Boolean> results = race(() -> submissions.accept(token, TaskRef.parse(task), "w", false), () -> {
            submissions.markUnknown(token, FailureKind.SUBMISSION_UNKNOWN.name(), "dead", "other");
            return true;
        });
        expect("race of results", model.accept(token, task), results.get(0));
    }

    private void accept(UUID token) throws Exception {
        String task = task(model.tokens.indexOf(token) + 1);
        expect("accept", model.accept(token, task), submissions.accept(token, TaskRef.parse(task), "w", false));
    }

    private void reject(UUID token) throws Exception {
        history.add("reject " + model.reject(token));
        submissions.reject(token, FailureKind.UNREACHABLE.name(), "no connection", "w");
    }

    private void markUnknown(UUID token) throws Exception {
        history.add("unknown " + model.markUnknown(token));
        submissions.markUnknown(token, FailureKind.SUBMISSION_UNKNOWN.name(), "dead", "w");
    }

    private void holdOrRelease() throws Exception {
        if (random.nextInt(3) == 0) {
            history.add("hold " + model.hold());
            fixture.execute("update reel_queue_info set server_identity = 'another server'");
            assertThat(submissions.start(QueueFixture.attempt(key.value()))).isFalse();
            maintenance.holdAfterServerChange();
        } else {
            personal("release", model.release(), () -> fixture.queue.release(key, "me"));
        }
    }

    private void end(UUID id) throws Exception {
        if (random.nextInt(4) != 0) {
            return;
        }
        if (random.nextBoolean()) {
            TaskRef task = TaskRef.parse(model.task.orElse(task(0)));
            polls.finish(
                    id,
                    GeneratedVideo.builder()
                            .task(task)
                            .url(URI.create("https://x.example/v.mp4"))
                            .build(),
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    true,
                    "w");
            history.add("finish " + model.end(QueuedOrderState.READY));
        } else {
            boolean cancelled = model.cancelRequested;
            polls.fail(id, FailureKind.GENERATION_FAILED, "failed", cancelled, "w");
            history.add("fail " + model.end(cancelled ? QueuedOrderState.CANCELLED : QueuedOrderState.FAILED));
        }
    }

    /** Returns the token of any attempt of the order so far, most often of the latest, or a foreign one. */
    private UUID token() {
        int size = model.tokens.size();
        return size == 0 || random.nextInt(20) == 0
                ? UUID.randomUUID()
                : model.tokens.get(random.nextInt(4) == 0 ? random.nextInt(size) : size - 1);
    }

    private String task(int attempt) {
        QueuedOrder order = fixture.order(key.value());
        Instant sentAt = attempt == 0 ? order.times().submitted().orElse(Instant.EPOCH) : Instant.EPOCH;
        return QueueFixture.attempt(key.value())
                .intent()
                .task("task-" + attempt + "-" + key, sentAt)
                .toString();
    }

    private void compare() {
        QueuedOrder order = fixture.order(key.value());
        String row = fixture.texts("select (request is null)::text from reel_order where order_key = '" + key + "'")
                .get(0);
        assertThat(order.state()).as("%s of %s", history, key).isEqualTo(model.state);
        assertThat(order.attempt()).as("%s", history).isEqualTo(model.tokens.size());
        assertThat(order.task().map(TaskRef::toString)).as("%s", history).isEqualTo(model.task);
        assertThat(order.times().cancelRequested().isPresent())
                .as("%s", history)
                .isEqualTo(model.cancelRequested);
        assertThat(row).as("%s", history).isEqualTo(String.valueOf(model.erased));
    }

    /** Each attempt was started once, and the next one only after the recorded proof that it was not billed. */
    private void checkEvents() {
        boolean proven = true;
        int started = 0;
        for (String event : fixture.events(key.value())) {
            if (event.equals("SUBMITTING")) {
                assertThat(proven).as("%s", history).isTrue();
                started++;
                proven = false;
            } else if (event.equals("REJECTED") || event.equals("RESOLVED_NOT_ACCEPTED")) {
                proven = true;
            }
        }
        assertThat(started).as("%s", history).isEqualTo(model.tokens.size());
        assertThat(model.sends.values()).as("%s", history).allMatch(sends -> sends == 1);
    }
}
