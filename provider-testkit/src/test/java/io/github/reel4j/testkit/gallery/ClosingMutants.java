package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.spi.ProviderConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** RC-806: closing a provider. */
final class ClosingMutants {

    private ClosingMutants() {}

    static List<ContractMutant> all() {
        // by the base URL, because each test has a vendor of its own
        Map<String, Queue<ProviderParts>> instances = new ConcurrentHashMap<>();
        return List.of(
                wrong("RC-806", "does not close its connections", (right, config) -> right.closing(() -> {})),
                wrong("RC-806", "throws when it is closed twice", (right, config) -> {
                    AtomicBoolean closed = new AtomicBoolean();
                    return right.closing(() -> {
                        if (closed.getAndSet(true)) {
                            throw new IllegalStateException("closed twice");
                        }
                        right.close();
                    });
                }),
                wrong("RC-806", "leaves a thread behind", (right, config) -> {
                    AtomicBoolean started = new AtomicBoolean();
                    return right.generator(request -> {
                        if (!started.getAndSet(true)) {
                            Thread thread = new Thread(
                                    () -> LockSupport.parkNanos(
                                            Duration.ofSeconds(60).toNanos()),
                                    "acme-refresh");
                            thread.setDaemon(true);
                            thread.start();
                        }
                        return right.generator().submit(request);
                    });
                }),
                wrong("RC-806", "leaves a thread behind that repeats a failed poll", (right, config) -> {
                    return right.tracker(task -> right.tracker().status(task).peekLeft(failure -> {
                        Thread thread = new Thread(
                                () -> LockSupport.parkNanos(
                                        Duration.ofSeconds(30).toNanos()),
                                "acme-retry");
                        thread.setDaemon(true);
                        thread.start();
                    }));
                }),
                wrong("RC-806", "cancels after it was closed", (right, config) -> {
                    AtomicBoolean closed = new AtomicBoolean();
                    return right.canceller(task -> closed.get()
                                    ? Acme.provider(config, AcmeStyle.defaultStyle())
                                            .canceller()
                                            .orElseThrow()
                                            .cancel(task)
                                    : right.canceller().orElseThrow().cancel(task))
                            .closing(() -> {
                                closed.set(true);
                                right.close();
                            });
                }),
                wrong("RC-806", "orders over new connections after it was closed", (right, config) -> {
                    AtomicBoolean closed = new AtomicBoolean();
                    return right.generator(request -> closed.get()
                                    ? Acme.provider(config, AcmeStyle.defaultStyle())
                                            .generator()
                                            .submit(request)
                                    : right.generator().submit(request))
                            .closing(() -> {
                                closed.set(true);
                                right.close();
                            });
                }),
                wrong("RC-806", "throws after it was closed", (right, config) -> {
                    AtomicBoolean closed = new AtomicBoolean();
                    return right.tracker(task -> {
                                if (closed.get()) {
                                    throw new IllegalStateException("closed");
                                }
                                return right.tracker().status(task);
                            })
                            .closing(() -> {
                                closed.set(true);
                                right.close();
                            });
                }),
                wrong("RC-806", "closes every instance", (right, config) -> {
                    Queue<ProviderParts> all =
                            instances.computeIfAbsent(vendor(config), each -> new ConcurrentLinkedQueue<>());
                    all.add(right);
                    return right.closing(() -> all.forEach(ProviderParts::close));
                }),
                inFlight("reports an order in flight as unreachable when it is closed", false, FailureKind.UNREACHABLE),
                inFlight("reports an order in flight as interrupted when it is closed", false, FailureKind.INTERRUPTED),
                inFlight(
                        "reports an order in flight with a callback URL as unreachable when it is closed",
                        true,
                        FailureKind.UNREACHABLE),
                wrong("RC-806", "waits for running calls when it is closed", (right, config) -> {
                    AtomicInteger busy = new AtomicInteger();
                    return right.tracker(task -> {
                                busy.incrementAndGet();
                                try {
                                    return right.tracker().status(task);
                                } finally {
                                    busy.decrementAndGet();
                                }
                            })
                            .closing(() -> {
                                for (int i = 0; i < 1000 && busy.get() > 0; i++) {
                                    LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                                }
                                right.close();
                            });
                }));
    }

    /** Returns a mutant that takes an order in flight for one that was not sent. */
    private static ContractMutant inFlight(String name, boolean withCallback, FailureKind kind) {
        return wrong("RC-806", name, (right, config) -> {
            AtomicBoolean closed = new AtomicBoolean();
            return right.generator(request -> {
                        boolean before = closed.get();
                        return right.generator()
                                .submit(request)
                                .mapLeft(failure -> closed.get()
                                                && !before
                                                && (!withCallback
                                                        || request.callback().isPresent())
                                        ? as(kind).apply(failure)
                                        : failure);
                    })
                    .closing(() -> {
                        closed.set(true);
                        right.close();
                    });
        });
    }

    private static String vendor(ProviderConfig config) {
        return config.text("base-url").orElse("");
    }
}
