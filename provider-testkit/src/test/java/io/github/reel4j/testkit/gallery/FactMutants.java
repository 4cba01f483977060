package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.status;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.spi.ProviderConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** RC-215, RC-312, RC-313, RC-317 and RC-318: facts about orders and tasks. */
final class FactMutants {

    private FactMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                reference(
                        "takes the time of a submit from the JVM",
                        (request, task) -> copy(task, task.fingerprint(), Instant.now())),
                reference("has no time of a submit", (request, task) -> copy(task, task.fingerprint(), Instant.EPOCH)),
                reference(
                        "takes the time of a submit for a local time",
                        (request, task) -> copy(
                                task, task.fingerprint(), task.submittedAt().plus(Duration.ofHours(8)))),
                wrong("RC-215", "gives every order the digest of the first one", (right, config) -> {
                    AtomicReference<@Nullable String> first = new AtomicReference<>();
                    return right.generator(request -> {
                        first.compareAndSet(null, request.fingerprint());
                        return right.generator()
                                .submit(request)
                                .map(task -> copy(
                                        task,
                                        request.operation() == task.operation()
                                                ? Optional.ofNullable(first.get())
                                                        .orElse(task.fingerprint())
                                                : task.fingerprint(),
                                        task.submittedAt()));
                    });
                }),
                status(
                        "RC-312",
                        "reports at most 100 tasks before a queued one",
                        update -> position(update, position -> Math.min(100, position))),
                wrong("RC-312", "remembers the first position of a queued task", (right, config) -> {
                    Map<TaskRef, Integer> first = new ConcurrentHashMap<>();
                    return right.tracker(task -> right.tracker()
                            .status(task)
                            .map(update ->
                                    position(update, position -> first.computeIfAbsent(task, each -> position))));
                }),
                wrong(
                        Set.of("RC-312", "RC-318"),
                        "reports the position 0 if the vendor reports none",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .map(update -> update instanceof TaskStatus.Queued queued
                                                && queued.position().isEmpty()
                                        ? new TaskStatus.Queued(OptionalInt.of(0))
                                        : update))),
                video(
                        "RC-313",
                        "drops the expiry 2 hours after the order",
                        (config, video) -> config.scheduler()
                                        .now()
                                        .isAfter(video.task().submittedAt().plus(Duration.ofHours(2)))
                                ? GeneratedVideo.builder()
                                        .from(video)
                                        .expiresAt(Optional.empty())
                                        .build()
                                : video),
                video(
                        Set.of("RC-313", "RC-318"),
                        "counts the expiry from the order",
                        (config, video) -> GeneratedVideo.builder()
                                .from(video)
                                .expiresAt(video.task().submittedAt().plus(Duration.ofHours(24)))
                                .build()),
                wrong("RC-317", "keeps the first URL of a finished task", (right, config) -> {
                    Map<TaskRef, URI> first = new ConcurrentHashMap<>();
                    return right.tracker(task -> right.tracker()
                            .status(task)
                            .map(update -> StatusBodies.video(
                                    update,
                                    video -> GeneratedVideo.builder()
                                            .from(video)
                                            .url(first.computeIfAbsent(task, each -> video.url()))
                                            .build())));
                }),
                video(
                        "RC-317",
                        "keeps 2 parameters of a URL",
                        (config, video) -> GeneratedVideo.builder()
                                .from(video)
                                .url(URI.create(video.url().toString().replaceFirst("(&[^&]*)&.*", "$1")))
                                .build()),
                video(
                        "RC-318",
                        "reports an expiry in 24 hours if the vendor states none",
                        (config, video) -> GeneratedVideo.builder()
                                .from(video)
                                .expiresAt(video.expiresAt()
                                        .or(() -> Optional.of(
                                                config.scheduler().now().plus(Duration.ofHours(24)))))
                                .build()),
                video(
                        "RC-318",
                        "reports a usual size of videos",
                        (config, video) -> GeneratedVideo.builder()
                                .from(video)
                                .width(1277)
                                .height(733)
                                .build()),
                video(
                        "RC-318",
                        "reports a usual length of videos",
                        (config, video) -> GeneratedVideo.builder()
                                .from(video)
                                .duration(Duration.ofSeconds(5))
                                .build()),
                status(
                        "RC-318",
                        "reports a usual remaining time",
                        update -> update instanceof TaskStatus.Running
                                ? new TaskStatus.Running(Optional.of(Duration.ofSeconds(90)))
                                : update));
    }

    private static TaskStatus position(TaskStatus update, UnaryOperator<Integer> change) {
        return update instanceof TaskStatus.Queued queued && queued.position().isPresent()
                ? new TaskStatus.Queued(
                        OptionalInt.of(change.apply(queued.position().getAsInt())))
                : update;
    }

    private static TaskRef copy(TaskRef task, String fingerprint, Instant submittedAt) {
        return new TaskRef(task.provider(), task.operation(), task.endpoint(), task.id(), fingerprint, submittedAt);
    }

    private static ContractMutant reference(String name, BiFunction<ResolvedRequest, TaskRef, TaskRef> change) {
        return WrongBehaviors.submit(
                "RC-215", name, (right, request) -> right.submit(request).map(task -> change.apply(request, task)));
    }

    private static ContractMutant video(
            String rule, String name, BiFunction<ProviderConfig, GeneratedVideo, GeneratedVideo> change) {
        return video(Set.of(rule), name, change);
    }

    private static ContractMutant video(
            Set<String> rules, String name, BiFunction<ProviderConfig, GeneratedVideo, GeneratedVideo> change) {
        return wrong(
                rules,
                name,
                (right, config) -> right.tracker(task -> right.tracker()
                        .status(task)
                        .map(update -> StatusBodies.video(update, video -> change.apply(config, video)))));
    }
}
