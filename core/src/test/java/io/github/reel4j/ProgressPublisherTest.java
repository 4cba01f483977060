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

    private final VirtualTimeline time = new VirtualTimeline();
    private final FakeProvider acme = new FakeProvider("acme", Samples.plus());
    private final Generation generation = Clients.of(time, acme).resume(Samples.task());

    /** Asks for {@code demand} and writes down all it is told. */
    private static final class Listener implements Flow.Subscriber<Progress> {

        private final long demand;
        private final List<String> told = new ArrayList<>();
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
            told.add(progress.polls() + " " + progress.status().word());
        }

        @Override
        public void onError(Throwable problem) {
            told.add(
                    problem instanceof VideoException known
                            ? known.failure().kind().name()
                            : problem.toString());
        }

        @Override
        public void onComplete() {
            told.add("complete");
        }
    }

    private void ends(Either<VideoFailure, TaskStatus> end) {
        acme.tracker = task -> acme.asked < 3 ? Either.right(new TaskStatus.Running(Optional.empty())) : end;
    }

    @Test
    void a_subscriber_hears_every_poll_and_then_that_it_is_over() {
        ends(Either.right(new TaskStatus.Succeeded(Samples.video())));
        Listener listener = new Listener(Long.MAX_VALUE);
        generation.progress().subscribe(listener);
        time.passAll();
        assertThat(listener.told).containsExactly("1 running", "2 running", "3 succeeded", "complete");
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_failure_of_the_task_is_the_streams_error() {
        ends(Either.right(new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, "no"))));
        Listener listener = new Listener(Long.MAX_VALUE);
        generation.progress().subscribe(listener);
        time.passAll();
        assertThat(listener.told).containsExactly("1 running", "2 running", "3 failed", "GENERATION_FAILED");
    }

    @Test
    void each_subscriber_hears_what_it_asks_for() {
        ends(Either.right(new TaskStatus.Succeeded(Samples.video())));
        Listener one = new Listener(1);
        Listener all = new Listener(Long.MAX_VALUE);
        generation.progress().subscribe(one);
        generation.progress().subscribe(all);
        time.passAll();
        assertThat(one.told).containsExactly("1 running");
        assertThat(all.told).hasSize(4);
    }

    @Test
    void cancelling_ends_the_polls() {
        acme.tracker = task -> Either.right(new TaskStatus.Running(Optional.empty()));
        Listener listener = new Listener(Long.MAX_VALUE);
        generation.progress().subscribe(listener);
        time.pass(Duration.ofSeconds(1));
        listener.subscription.orElseThrow().cancel();
        time.passAll();
        assertThat(acme.asked).isLessThan(4);
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_late_subscriber_hears_that_it_is_over() {
        ends(Either.right(new TaskStatus.Succeeded(Samples.video())));
        generation.progress().subscribe(new Listener(Long.MAX_VALUE));
        time.passAll();
        Listener late = new Listener(Long.MAX_VALUE);
        generation.progress().subscribe(late);
        time.passAll();
        assertThat(late.told).containsExactly("complete");
    }
}
