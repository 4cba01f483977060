package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.rejection;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.says;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.submit;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** RC-801 to RC-803: threads, interrupts, and two keys in one program. */
final class ThreadingMutants {

    private ThreadingMutants() {}

    static List<ContractMutant> all() {
        // by the base URL, because each test has a vendor of its own
        Map<String, String> firstKey = new ConcurrentHashMap<>();
        Map<String, String> onlyKey = new ConcurrentHashMap<>();
        Map<String, ProviderParts> latest = new ConcurrentHashMap<>();
        return List.of(
                submit(
                        "RC-801",
                        "waits uninterruptibly",
                        (right, request) -> CompletableFuture.supplyAsync(
                                        () -> right.submit(request), task -> new Thread(task).start())
                                .join()),
                submit(
                        "RC-801",
                        "swallows the interrupt",
                        (right, request) -> right.submit(request).peekLeft(failure -> Thread.interrupted())),
                rejection(
                        Set.of("RC-503", "RC-801"),
                        "reports an interrupted submit as not sent",
                        says("was interrupted"),
                        as(FailureKind.INTERRUPTED)),
                rejection(
                        "RC-801",
                        "reports an interrupt as an outage",
                        says("was interrupted"),
                        as(FailureKind.UNAVAILABLE)),
                wrong(
                        "RC-802",
                        "uses the first key for all instances",
                        (right, config) -> config.text("api-key")
                                .map(key -> firstKey.computeIfAbsent(
                                        config.text("base-url").orElse(""), each -> key))
                                .map(key -> Acme.provider(RenamedKeys.of(config, key), AcmeStyle.defaultStyle()))
                                .orElse(right)),
                wrong("RC-802", "lets everybody order with the latest key", (right, config) -> {
                    String vendor = config.text("base-url").orElse("");
                    latest.put(vendor, right);
                    return right.generator(request ->
                            latest.getOrDefault(vendor, right).generator().submit(request));
                }),
                wrong(
                        "RC-802",
                        "supports one key only",
                        (right, config) -> config.text("api-key")
                                .filter(key -> !key.equals(onlyKey.computeIfAbsent(
                                        config.text("base-url").orElse(""), each -> key)))
                                .map(key -> right.generator(request ->
                                        Either.left(VideoFailure.of(FailureKind.AUTHENTICATION, "not this key"))))
                                .orElse(right)),
                wrong("RC-803", "answers several calls at a time with the first reply", (right, config) -> {
                    AtomicInteger busy = new AtomicInteger();
                    AtomicReference<@Nullable TaskRef> first = new AtomicReference<>();
                    return right.generator(request -> {
                        busy.incrementAndGet();
                        try {
                            return right.generator().submit(request).map(task -> {
                                first.compareAndSet(null, busy.get() > 1 ? task : null);
                                return Optional.ofNullable(first.get()).orElse(task);
                            });
                        } finally {
                            busy.decrementAndGet();
                        }
                    });
                }),
                wrong("RC-803", "makes one order of several that are alike and under way", (right, config) -> {
                    Map<String, CompletableFuture<Either<VideoFailure, TaskRef>>> underWay = new ConcurrentHashMap<>();
                    return right.generator(request -> {
                        CompletableFuture<Either<VideoFailure, TaskRef>> mine = new CompletableFuture<>();
                        CompletableFuture<Either<VideoFailure, TaskRef>> other =
                                underWay.putIfAbsent(request.fingerprint(), mine);
                        if (other != null) {
                            return other.join();
                        }
                        try {
                            mine.complete(right.generator().submit(request));
                            return mine.join();
                        } finally {
                            underWay.remove(request.fingerprint());
                        }
                    });
                }),
                wrong("RC-803", "serves one thread at a time and turns the others away", (right, config) -> {
                    AtomicInteger busy = new AtomicInteger();
                    return right.generator(request -> {
                        try {
                            return busy.incrementAndGet() > 1
                                    ? Either.left(VideoFailure.of(FailureKind.RATE_LIMITED, "busy"))
                                    : right.generator().submit(request);
                        } finally {
                            busy.decrementAndGet();
                        }
                    });
                }));
    }
}
