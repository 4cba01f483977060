package io.github.reel4j.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.ClientListener;
import io.vavr.control.Either;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NoListenerTest {

    private static final int ROUNDS = 20_000;
    private static final GenerationRequest REQUEST = SampleRequests.text("A kitten");
    private static final String ID = OrderId.random().toString();

    private final VirtualScheduler time = new VirtualScheduler();
    private final OrderIntent intent = OrderIntent.of(
            OrderId.random(),
            new ResolvedRequest(SampleRequests.ACME, SampleRequests.plus(), Map.of()),
            new Estimate.Unknown("no price"));
    private final TaskRef task = SampleRequests.task();
    private final ProviderId provider = SampleRequests.ACME;
    private final VideoFailure failure = VideoFailure.of(FailureKind.RATE_LIMITED, "later");
    private final Either<VideoFailure, TaskRef> accepted = Either.right(task);
    private final Either<VideoFailure, OptionalLong> downloaded = Either.right(OptionalLong.of(7));
    private final Either<VideoFailure, TaskStatus> status = Either.right(new TaskStatus.Queued());
    private final TaskEvents.Poll poll = new TaskEvents.Poll(task, 1, 0, Optional.of(new TaskStatus.Queued()), status);
    private final Optional<Either<VideoFailure, ?>> end = Optional.of(downloaded.map(file -> file));
    private final OptionalLong total = OptionalLong.of(2);

    private void publishAll(OrderEvents orders, TaskEvents tasks) {
        long start = orders.start() + tasks.start();
        orders.priced(intent);
        orders.permitRequested(intent, 1);
        orders.submitStarted(intent, 1);
        orders.submitFinished(intent, 1, start, accepted);
        orders.retryScheduled(intent, 1, Duration.ZERO, failure);
        orders.fallbackTaken(provider, REQUEST, intent, failure, provider);
        orders.failed(provider, REQUEST, null, failure);
        orders.journalWriteFailed(intent, failure);
        orders.journalWriteFailed(task, failure);
        orders.calledBack(provider, ID, Optional.empty(), Optional.empty());
        tasks.polled(poll, Duration.ZERO, end);
        tasks.statusReceived(task, start, status);
        tasks.downloadStarted(task);
        tasks.downloadProgress(task, 1, total);
        tasks.downloadFinished(task, start, downloaded);
    }

    @Test
    void nothing_is_allocated_without_listeners() {
        EventPublisher none = EventPublisher.none(time);
        OrderEvents orders = new OrderEvents(none);
        TaskEvents tasks = new TaskEvents(none);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        publishAll(orders, tasks);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < ROUNDS; i++) {
            publishAll(orders, tasks);
        }
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        assertThat(allocated).isLessThan(ROUNDS); // less than 1 byte for 17 events
    }

    @Test
    void the_same_calls_publish_events_to_a_listener() {
        AtomicInteger received = new AtomicInteger();
        EventPublisher publisher =
                new EventPublisher(List.of(event -> received.incrementAndGet()), time, Runnable::run);
        publishAll(new OrderEvents(publisher), new TaskEvents(publisher));

        assertThat(received).hasValue(16); // the poll is 2 events, because the status has not changed
    }

    @Test
    void polls_that_no_listener_receives_are_not_created() {
        List<ClientEvent> received = new ArrayList<>();
        ClientListener withoutPolls = new ClientListener() {
            @Override
            public void onEvent(ClientEvent event) {
                received.add(event);
            }

            @Override
            public boolean receives(Class<? extends ClientEvent> type) {
                return !type.equals(ClientEvent.PollFinished.class);
            }
        };
        EventPublisher publisher = new EventPublisher(List.of(withoutPolls), time, Runnable::run);
        publishAll(new OrderEvents(publisher), new TaskEvents(publisher));

        assertThat(received).hasSize(14).noneMatch(ClientEvent.PollFinished.class::isInstance);
    }
}
