package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** RC-803: orders that are confused if they run at the same time. */
final class ParallelOrderMutants {

    private static final long SHORT_NANOS = 3_000_000;

    private ParallelOrderMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                wrong("RC-803", "keeps the order in a field while it is sent", (right, config) -> {
                    AtomicReference<@Nullable ResolvedRequest> current = new AtomicReference<>();
                    return right.generator(request -> {
                        current.set(request);
                        LockSupport.parkNanos(SHORT_NANOS);
                        ResolvedRequest order = current.get();
                        return right.generator()
                                .submit(order == null ? request : order)
                                .map(task -> named(request, task, task.id()));
                    });
                }),
                wrong(Set.of("RC-803", "RC-805"), "polls one task after another", (right, config) -> {
                    Lock lock = new ReentrantLock();
                    return right.tracker(task -> {
                        lock.lock();
                        try {
                            return right.tracker().status(task);
                        } finally {
                            lock.unlock();
                        }
                    });
                }),
                wrong("RC-803", "exchanges the tasks of calls at the same time", (right, config) -> {
                    AtomicReference<@Nullable TaskRef> waiting = new AtomicReference<>();
                    AtomicInteger busy = new AtomicInteger();
                    return right.generator(request -> {
                        busy.incrementAndGet();
                        try {
                            return right.generator().submit(request).map(task -> {
                                TaskRef other = busy.get() > 1 ? waiting.getAndSet(task) : null;
                                LockSupport.parkNanos(SHORT_NANOS);
                                boolean taken = other == null && !waiting.compareAndSet(task, null);
                                return named(request, task, other == null || taken ? task.id() : other.id());
                            });
                        } finally {
                            busy.decrementAndGet();
                        }
                    });
                }),
                wrong("RC-803", "returns the video of another poll at the same time", (right, config) -> {
                    AtomicInteger busy = new AtomicInteger();
                    AtomicReference<@Nullable GeneratedVideo> last = new AtomicReference<>();
                    return right.tracker(task -> {
                        busy.incrementAndGet();
                        try {
                            return right.tracker().status(task).map(status -> {
                                if (!(status instanceof TaskStatus.Succeeded done)) {
                                    return status;
                                }
                                last.set(done.video());
                                LockSupport.parkNanos(SHORT_NANOS);
                                GeneratedVideo shared = last.get();
                                return busy.get() > 1 && shared != null
                                        ? new TaskStatus.Succeeded(GeneratedVideo.builder()
                                                .from(shared)
                                                .task(task)
                                                .build())
                                        : status;
                            });
                        } finally {
                            busy.decrementAndGet();
                        }
                    });
                }));
    }

    private static TaskRef named(ResolvedRequest request, TaskRef task, String id) {
        return new TaskRef(
                task.provider(), task.operation(), task.endpoint(), id, request.fingerprint(), task.submittedAt());
    }
}
