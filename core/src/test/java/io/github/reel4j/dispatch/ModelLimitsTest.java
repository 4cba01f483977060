package io.github.reel4j.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ModelLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits of single models and of polls. */
class ModelLimitsTest {

    private final VirtualScheduler time = new VirtualScheduler();
    private final List<String> ran = new ArrayList<>();

    private RequestDispatcher dispatcher(Optional<CallRate> polls, ModelLimits... models) {
        return new RequestDispatcher(
                ProviderId.of("acme"),
                time,
                new DispatcherLimits(Optional.empty(), Optional.empty(), 120, polls, List.of(models)));
    }

    private static ModelLimits limits(String model, Optional<CallRate> submits, Optional<Integer> tasks) {
        return new ModelLimits(model, submits, tasks, SampleRequests.anchor("limits"));
    }

    private void order(RequestDispatcher dispatcher, String name) {
        dispatcher.submit(() -> note(dispatcher, name), rejection -> {});
    }

    private void note(RequestDispatcher dispatcher, String name) {
        ran.add(name + " " + time.elapsed().toMillis());
        dispatcher.releaseCall();
    }

    private PollJob poll(String name) {
        return new PollJob() {
            @Override
            public boolean tryStart() {
                return true;
            }

            @Override
            public double priority() {
                return 0;
            }

            @Override
            public Optional<Runnable> execute() {
                ran.add(name + " " + time.elapsed().toMillis());
                return Optional.empty();
            }
        };
    }

    @Test
    @Tag("fault-69")
    void a_model_never_has_more_tasks_than_its_limit() {
        RequestDispatcher one = dispatcher(Optional.empty(), limits("one", Optional.empty(), Optional.of(1)))
                .forModel("one");
        order(one, "first");
        order(one, "second");
        time.pass(Duration.ofMinutes(1));
        assertThat(ran).containsExactly("first 0");
        assertThat(one.limitsTasks()).isTrue();
        assertThat(one.isBlockedByTaskLimit()).isTrue();
        one.releaseTask();
        time.passAll();
        assertThat(ran).containsExactly("first 0", "second 60000");
    }

    @Test
    void a_blocked_model_does_not_block_another_one() {
        RequestDispatcher all = dispatcher(Optional.empty(), limits("one", Optional.empty(), Optional.of(1)));
        order(all.forModel("one"), "first");
        order(all.forModel("one"), "waits");
        order(all.forModel("two"), "other model");
        time.pass(Duration.ofMinutes(1));
        assertThat(ran).containsExactly("first 0", "other model 0");
        assertThat(all.isBlockedByTaskLimit()).isFalse();
        assertThat(all.forModel("two")).isSameAs(all);
    }

    @Test
    void orders_of_a_model_keep_to_its_rate() {
        RequestDispatcher all =
                dispatcher(Optional.empty(), limits("one", Optional.of(CallRate.perSecond(2)), Optional.empty()));
        for (int i = 0; i < 3; i++) {
            order(all.forModel("one"), "one" + i);
        }
        order(all, "other");
        time.passAll();
        assertThat(ran).containsExactlyInAnyOrder("one0 0", "other 0", "one1 510", "one2 1020");
    }

    @Test
    void polls_have_a_rate_of_their_own() {
        RequestDispatcher all = dispatcher(Optional.of(CallRate.perSecond(1)));
        all.enqueue(poll("poll1"));
        all.enqueue(poll("poll2"));
        order(all, "order1");
        order(all, "order2");
        time.passAll();
        assertThat(ran).containsExactlyInAnyOrder("poll1 0", "order1 0", "order2 0", "poll2 1020");
    }

    @Test
    void a_later_permit_does_not_delay_an_earlier_one() {
        RequestDispatcher all = dispatcher(
                Optional.of(CallRate.perSecond(10)),
                limits("slow", Optional.of(new CallRate(1, Duration.ofMinutes(1))), Optional.empty()));
        order(all.forModel("slow"), "slow1");
        order(all.forModel("slow"), "slow2");
        all.enqueue(poll("poll1"));
        all.enqueue(poll("poll2"));
        time.passAll();
        assertThat(ran).containsExactlyInAnyOrder("slow1 0", "poll1 0", "poll2 102", "slow2 61224");
    }
}
