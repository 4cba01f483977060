package io.github.reel4j.submission;

import io.github.reel4j.guard.BoundedCalls;
import io.github.reel4j.guard.GuardedLog;
import io.github.reel4j.guard.ThrownName;
import io.github.reel4j.model.Billing;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.spi.TimeSpan;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends orders, each in its turn of the vendor's lane, and again only under {@link ResendPolicy}. Thread-safe. */
@Singleton
public final class Submitter {

    private static final GuardedLog LOG = GuardedLog.of(Submitter.class);
    private static final Duration TELLING_TIMEOUT = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final Journaling journal;
    private final BoundedCalls refusals = new BoundedCalls("reel4j-refusal", TELLING_TIMEOUT);
    private final AcceptedTasks accepted = new AcceptedTasks();
    private final Set<Retry> retries = ConcurrentHashMap.newKeySet();
    /** One party for each order that a worker sends, and one for the client until it is closed. */
    private final Phaser sending = new Phaser(1);

    private final AtomicBoolean awaited = new AtomicBoolean();
    private volatile boolean closed;

    @Inject
    Submitter(Timeline timeline, Journaling journal) {
        this.timeline = timeline;
        this.journal = journal;
    }

    /** Sends on the caller's thread, which an interrupt frees. */
    public Either<VideoFailure, TaskRef> submit(Submission submission) {
        Order order = new Order(timeline, journal, accepted, submission);
        try {
            while (true) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Optional<VideoFailure> refusal = order.lane().awaitTurn();
                if (refusal.isPresent()) {
                    return order.over(Either.left(refusal.get()));
                }
                Either<VideoFailure, TaskRef> answer = order.send();
                Optional<Duration> wait = order.waitBeforeNext(answer);
                if (wait.isEmpty()) {
                    return answer;
                }
                if (!wait.get().isZero()) {
                    timeline.sleep(wait.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return order.over(Either.left(Unsent.because("interrupted")));
        } catch (RejectedExecutionException e) {
            return order.over(Either.left(Unsent.because("the client was closed")));
        } catch (RuntimeException e) { // while it waited: a send does not throw
            return order.over(Either.left(Unsent.because("time failed with " + ThrownName.of(e))));
        }
    }

    /** Sends on a worker when its turn has come; {@code sender} hears of it there. */
    public void submitLater(Submission submission, Sender sender) {
        queue(new Order(timeline, journal, accepted, submission), sender);
    }

    private void queue(Order order, Sender sender) {
        order.lane().queue(() -> begin(order, sender), refusal -> tell(sender, order, refusal));
    }

    private void begin(Order order, Sender sender) {
        Either<VideoFailure, TaskRef> answer;
        sending.register();
        try {
            if (!sender.begin()) {
                cancelled(order, sender);
                return;
            }
            answer = order.send();
        } finally {
            sending.arriveAndDeregister(); // what the sender does with the answer may be the program's code
        }
        answered(order, sender, answer);
    }

    private static void cancelled(Order order, Sender sender) {
        order.giveTurnBack();
        Either<VideoFailure, TaskRef> end = order.over(Either.left(Unsent.because("cancelled")));
        if (end.getLeft().billing() != Billing.NO) { // a callback is to recover it all the same
            sender.answered(end);
        }
    }

    /** On another thread: who refuses it may be closing the client, and who is told may block. */
    private void tell(Sender sender, Order order, VideoFailure refusal) {
        refusals.run(() -> sender.answered(order.over(Either.left(refusal))));
    }

    private void answered(Order order, Sender sender, Either<VideoFailure, TaskRef> answer) {
        Optional<Duration> wait = order.waitBeforeNext(answer);
        if (wait.isEmpty()) {
            sender.answered(answer);
            return;
        }
        sender.turnedAway();
        Retry retry = new Retry(order, sender);
        retries.add(retry);
        try {
            timeline.schedule(wait.get(), retry::begin);
        } catch (RuntimeException e) { // time has ended, or failed
            retry.giveUp();
        }
        if (closed) {
            retry.giveUp();
        }
    }

    /** Sends nothing again; those who wait for that are told. */
    public void close() {
        closed = true;
        retries.forEach(Retry::giveUp);
    }

    /**
     * Waits until the orders that workers are sending have their results, which name the vendor's tasks. An interrupt does not end
     * the wait, because it would lose a paid task; it stays set.
     *
     * @param limit the longest wait
     */
    public void awaitSent(Duration limit) {
        if (!awaited.compareAndSet(false, true)) {
            return;
        }
        int phase = sending.arriveAndDeregister();
        long end = timeline.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        boolean waits = true;
        while (waits) {
            try {
                sending.awaitAdvanceInterruptibly(phase, Math.max(0, end - timeline.nanoTime()), TimeUnit.NANOSECONDS);
                waits = false;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (TimeoutException e) {
                LOG.warn("an order had no result {} after the client was closed", TimeSpan.describe(limit));
                waits = false;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** An order that was turned away and waits for another turn. Ends once. */
    private final class Retry {

        private final Order order;
        private final Sender sender;

        Retry(Order order, Sender sender) {
            this.order = order;
            this.sender = sender;
        }

        void begin() {
            if (retries.remove(this)) {
                queue(order, sender);
            }
        }

        void giveUp() {
            if (retries.remove(this)) {
                tell(sender, order, Unsent.because("the client was closed"));
            }
        }
    }

    /** Who waits for an order that is queued. */
    public interface Sender {

        /** Its turn has come: whether it is still wanted. From now on the sender waits for the answer. */
        boolean begin();

        /** It was provably not accepted and waits for another turn; until then it need not be wanted any more. */
        default void turnedAway() {}

        void answered(Either<VideoFailure, TaskRef> answer);
    }
}
