package io.github.reel4j.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderContext;
import io.github.reel4j.model.RedactedFailure;
import io.github.reel4j.port.ClientListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ListenerQueueTest {

    private static final OrderContext ORDER = OrderContext.of(SampleRequests.task());
    private static final ClientEvent PROGRESS =
            new ClientEvent.BytesReceived(VirtualScheduler.START, ORDER, 1, OptionalLong.empty());
    private static final ClientEvent STARTED = new ClientEvent.SubmitStarted(VirtualScheduler.START, ORDER, 1);
    private static final ClientEvent FAILED = new ClientEvent.OrderFailed(
            VirtualScheduler.START,
            ORDER,
            new RedactedFailure(FailureKind.UNAVAILABLE, BillingStatus.BILLED, Optional.empty()));

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<Object> received = new ArrayList<>();

    private record Gap(long progress, long others) {}

    private final ClientListener listener = new ClientListener() {
        @Override
        public void onEvent(ClientEvent event) {
            received.add(event);
        }

        @Override
        public void onDropped(long progress, long others) {
            received.add(new Gap(progress, others));
        }
    };

    private final ListenerQueue queue = new ListenerQueue(work::add, listener);

    private void publish(ClientEvent event, int times) {
        for (int i = 0; i < times; i++) {
            queue.publish(List.of(event));
        }
    }

    private void deliver() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    @Test
    void all_types_of_events_are_listed() {
        assertThat(ListenerQueue.EVENT_TYPES).containsExactlyInAnyOrderElementsOf(List.of(subtypes(ClientEvent.class)));
    }

    @SuppressWarnings("unchecked") // permitted subclasses are subclasses
    private static Class<? extends ClientEvent>[] subtypes(Class<ClientEvent> type) {
        return (Class<? extends ClientEvent>[]) type.getPermittedSubclasses();
    }

    @Test
    void events_are_delivered_in_order_by_one_thread() {
        publish(STARTED, 1);
        queue.publish(List.of(PROGRESS, FAILED));
        assertThat(work).hasSize(1);
        assertThat(received).isEmpty();
        deliver();

        assertThat(received).containsExactly(STARTED, PROGRESS, FAILED);
    }

    @Test
    @Tag("fault-217")
    void progress_is_dropped_first_and_the_gap_is_in_place() {
        publish(PROGRESS, 1_003);
        publish(STARTED, 1);
        deliver();

        assertThat(received).hasSize(1_002);
        assertThat(received.subList(0, 1_000)).containsOnly(PROGRESS);
        assertThat(received.subList(1_000, 1_002)).containsExactly(new Gap(3, 0), STARTED);
    }

    @Test
    @Tag("fault-217")
    void ends_still_fit_when_other_events_are_dropped() {
        publish(STARTED, 10_002);
        publish(FAILED, 1);
        deliver();

        assertThat(received).hasSize(10_002);
        assertThat(received.subList(10_000, 10_002)).containsExactly(new Gap(0, 2), FAILED);
    }

    @Test
    @Tag("fault-217")
    void a_dropped_end_is_reported_although_no_event_follows() {
        publish(FAILED, 20_005);
        deliver();

        assertThat(received).hasSize(20_001).last().isEqualTo(new Gap(0, 5));
    }

    @Test
    @Tag("fault-217")
    void after_a_gap_events_flow_again() {
        publish(PROGRESS, 1_001);
        deliver();
        received.clear();
        publish(PROGRESS, 2);
        deliver();

        assertThat(received).containsExactly(PROGRESS, PROGRESS);
    }

    @Test
    @Tag("fault-215")
    void a_listener_that_throws_receives_the_next_event() {
        ListenerQueue failing = new ListenerQueue(work::add, event -> {
            received.add(event);
            throw new AssertionError("a listener with a bug");
        });
        failing.publish(List.of(STARTED, FAILED));
        deliver();

        assertThat(received).containsExactly(STARTED, FAILED);
    }

    @Test
    void events_wait_while_no_thread_can_be_created() {
        List<Runnable> later = Collections.synchronizedList(new ArrayList<>());
        boolean[] rejects = {true};
        ListenerQueue starved = new ListenerQueue(
                code -> {
                    if (rejects[0]) {
                        throw new RejectedExecutionException("no thread");
                    }
                    later.add(code);
                },
                listener);
        starved.publish(List.of(STARTED));
        rejects[0] = false;
        starved.publish(List.of(FAILED));
        later.forEach(Runnable::run);

        assertThat(received).containsExactly(STARTED, FAILED);
    }

    @Test
    void an_event_that_is_not_received_wakes_no_thread() {
        ListenerQueue selective = new ListenerQueue(work::add, new ClientListener() {
            @Override
            public void onEvent(ClientEvent event) {
                received.add(event);
            }

            @Override
            public boolean receives(Class<? extends ClientEvent> type) {
                return type.equals(ClientEvent.OrderFailed.class);
            }
        });
        selective.publish(List.of(PROGRESS));
        assertThat(work).isEmpty();
        selective.publish(List.of(STARTED, FAILED, PROGRESS));
        deliver();

        assertThat(received).containsExactly(FAILED);
        assertThat(selective.receives(ClientEvent.BytesReceived.class)).isFalse();
    }

    @Test
    void a_listener_that_cannot_say_what_it_receives_gets_all() {
        ListenerQueue broken = new ListenerQueue(work::add, new ClientListener() {
            @Override
            public void onEvent(ClientEvent event) {
                received.add(event);
            }

            @Override
            public boolean receives(Class<? extends ClientEvent> type) {
                throw new IllegalStateException("broken");
            }
        });
        broken.publish(List.of(STARTED));
        deliver();

        assertThat(received).containsExactly(STARTED);
    }
}
