package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class ProgressPublisherTest {

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final VideoTask task = TestClients.of(time, acme).resume(SampleRequests.task());

    /** Requests {@code demand} items and records all signals. */
    private static final class Listener implements Flow.Subscriber<Progress> {

        private final long demand;
        private final List<String> received = new ArrayList<>();
        private Optional<Flow.Subscription> subscription = Optional.empty();

        Listener(long demand) {
            this.demand = demand;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = Optional.of(given);
            given.request(demand);
        }

        @Override
        public void onNext(Progress progress) {
            received.add(progress.polls() + " " + progress.status().id());
        }

        @Override
        public void onError(Throwable problem) {
            received.add(problem instanceof VideoException known ? known.kind().name() : problem.toString());
        }

        @Override
        public void onComplete() {
            received.add("complete");
        }
    }

    private void ends(Either<VideoFailure, TaskStatus> end) {
        acme.tracker = task -> acme.polled < 3 ? Either.right(new TaskStatus.Running(Optional.empty())) : end;
    }

    @Test
    void a_subscriber_receives_every_poll_and_then_completion() {
        ends(Either.right(new TaskStatus.Succeeded(SampleRequests.video())));
        Listener listener = new Listener(Long.MAX_VALUE);
        task.progress().subscribe(listener);
        time.passAll();
        assertThat(listener.received).containsExactly("1 running", "2 running", "3 succeeded", "complete");
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_failed_task_fails_the_stream() {
        ends(Either.right(new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, "no"))));
        Listener listener = new Listener(Long.MAX_VALUE);
        task.progress().subscribe(listener);
        time.passAll();
        assertThat(listener.received).containsExactly("1 running", "2 running", "3 failed", "GENERATION_FAILED");
    }

    @Test
    void each_subscriber_receives_what_it_requested() {
        ends(Either.right(new TaskStatus.Succeeded(SampleRequests.video())));
        Listener one = new Listener(1);
        Listener all = new Listener(Long.MAX_VALUE);
        task.progress().subscribe(one);
        task.progress().subscribe(all);
        time.passAll();
        assertThat(one.received).containsExactly("1 running");
        assertThat(all.received).hasSize(4);
    }

    @Test
    void cancelling_the_subscription_ends_the_polls() {
        acme.tracker = task -> Either.right(new TaskStatus.Running(Optional.empty()));
        Listener listener = new Listener(Long.MAX_VALUE);
        this.task.progress().subscribe(listener);
        time.pass(Duration.ofSeconds(1));
        listener.subscription.orElseThrow().cancel();
        time.passAll();
        assertThat(acme.polled).isLessThan(4);
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_late_subscriber_receives_completion() {
        ends(Either.right(new TaskStatus.Succeeded(SampleRequests.video())));
        task.progress().subscribe(new Listener(Long.MAX_VALUE));
        time.passAll();
        Listener late = new Listener(Long.MAX_VALUE);
        task.progress().subscribe(late);
        time.passAll();
        assertThat(late.received).containsExactly("complete");
    }
}
