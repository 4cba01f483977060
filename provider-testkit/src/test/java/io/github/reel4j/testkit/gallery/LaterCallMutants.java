package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Secret;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** RC-207 to RC-805: providers whose first call is correct, and that go wrong later, or beside another call. */
final class LaterCallMutants {

    private LaterCallMutants() {}

    static List<ContractMutant> all() {
        Map<String, String> latestKey = new ConcurrentHashMap<>();
        return List.of(
                wrong("RC-207", "takes the third failed connection for a limit", (right, config) -> {
                    AtomicInteger failed = new AtomicInteger();
                    return right.generator(order -> right.generator()
                            .submit(order)
                            .mapLeft(failure ->
                                    kind(FailureKind.UNREACHABLE).test(failure) && failed.incrementAndGet() > 2
                                            ? as(FailureKind.RATE_LIMITED).apply(failure)
                                            : failure));
                }),
                wrong("RC-211", "waits 2 s more after a deadline of at least 500 ms", (right, config) -> {
                    return right.generator(order -> {
                        long start = System.nanoTime();
                        Either<VideoFailure, TaskRef> result = right.generator().submit(order);
                        boolean late = result.isLeft()
                                && System.nanoTime() - start
                                        > Duration.ofMillis(500).toNanos();
                        return late ? after(Duration.ofSeconds(2), result) : result;
                    });
                }),
                wrong(
                        "RC-313",
                        "reports a new hour for a video that has expired",
                        (right, config) -> right.tracker(
                                task -> right.tracker().status(task).map(status -> extended(status, config)))),
                wrong(
                        "RC-722",
                        "declares callbacks as signed only with a key",
                        (right, config) -> right.callbacks(new Signed(
                                right.callbacks().orElseThrow(),
                                () -> config.apiKey().isPresent()))),
                wrong("RC-802", "cancels with the key of the latest order", (right, config) -> {
                    String vendor = config.text("base-url").orElse("");
                    TaskCanceller own = right.canceller().orElseThrow();
                    return right.generator(order -> {
                                config.apiKey().map(Secret::reveal).ifPresent(key -> latestKey.put(vendor, key));
                                return right.generator().submit(order);
                            })
                            .canceller(task -> config.apiKey()
                                    .map(key -> latestKey.getOrDefault(vendor, key.reveal()))
                                    .map(key -> Acme.provider(RenamedKeys.of(config, key), AcmeStyle.defaultStyle())
                                            .canceller()
                                            .orElseThrow())
                                    .orElse(own)
                                    .cancel(task));
                }),
                wrong(Set.of("RC-803", "RC-805"), "cancels one task after the other", (right, config) -> {
                    ReentrantLock lock = new ReentrantLock();
                    TaskCanceller canceller = right.canceller().orElseThrow();
                    return right.canceller(
                            task -> locked(lock, () -> canceller.cancel(task), failure -> failure.withTask(task)));
                }),
                wrong(Set.of("RC-803", "RC-805"), "uploads one file after the other", (right, config) -> {
                    ReentrantLock lock = new ReentrantLock();
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(UploadMutants.port(
                            uploader, file -> locked(lock, () -> uploader.upload(file), failure -> failure)));
                }),
                wrong("RC-803", "polls no task while it orders", (right, config) -> {
                    ReentrantLock lock = new ReentrantLock();
                    return right.generator(order ->
                                    locked(lock, () -> right.generator().submit(order), failure -> failure))
                            .tracker(task -> lock.isLocked()
                                    ? locked(
                                            lock, () -> right.tracker().status(task), failure -> failure.withTask(task))
                                    : right.tracker().status(task));
                }));
    }

    private static <T> T after(Duration time, T result) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return result;
    }

    private static TaskStatus extended(TaskStatus status, ProviderConfig config) {
        return status instanceof TaskStatus.Succeeded done
                        && done.video()
                                .expiresAt()
                                .filter(config.scheduler().now()::isAfter)
                                .isPresent()
                ? new TaskStatus.Succeeded(GeneratedVideo.builder()
                        .from(done.video())
                        .expiresAt(config.scheduler().now().plus(Duration.ofHours(1)))
                        .build())
                : status;
    }

    private static <T> Either<VideoFailure, T> locked(
            ReentrantLock lock, Supplier<Either<VideoFailure, T>> call, UnaryOperator<VideoFailure> named) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Either.left(named.apply(VideoFailure.of(FailureKind.INTERRUPTED, "interrupted")));
        }
        try {
            return call.get();
        } finally {
            lock.unlock();
        }
    }

    private record Signed(CallbackReader right, BooleanSupplier isSigned) implements ForwardingCallbackReader {

        @Override
        public boolean signed() {
            return isSigned.getAsBoolean();
        }
    }
}
