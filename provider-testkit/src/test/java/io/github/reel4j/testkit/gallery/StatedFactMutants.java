package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.failure;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.poll;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.rejection;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.responded;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.says;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.status;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** RC-307, RC-312 and RC-316 to RC-318: what responses state, about which task, and what they do not state. */
final class StatedFactMutants {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");

    private StatedFactMutants() {}

    static List<ContractMutant> all() {
        return Stream.of(queue(), identity(), facts()).flatMap(List::stream).toList();
    }

    private static List<ContractMutant> queue() {
        return List.of(
                wrong(
                        Set.of("RC-307", "RC-312"),
                        "reports the first 2 tasks of a queue as running",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .map(update -> update instanceof TaskStatus.Queued queued
                                                && queued.position().orElse(2) < 2
                                        ? new TaskStatus.Running(Optional.empty())
                                        : update))),
                wrong("RC-312", "reports no position if the queue has grown", (right, config) -> {
                    Map<TaskRef, Integer> last = new ConcurrentHashMap<>();
                    return right.tracker(task -> right.tracker().status(task).map(update -> {
                        if (update instanceof TaskStatus.Queued queued
                                && queued.position().isPresent()) {
                            int position = queued.position().getAsInt();
                            Integer before = last.put(task, position);
                            return before != null && before < position
                                    ? new TaskStatus.Queued(OptionalInt.empty())
                                    : update;
                        }
                        return update;
                    }));
                }));
    }

    private static List<ContractMutant> identity() {
        return List.of(
                wrong("RC-316", "believes the third response in succession about another task", (right, config) -> {
                    Map<TaskRef, Integer> times = new ConcurrentHashMap<>();
                    return right.tracker(task -> right.tracker()
                            .status(task)
                            .fold(
                                    failure -> says("is about another task").test(failure)
                                                    && times.merge(task, 1, Integer::sum) == 3
                                            ? Either.right(new TaskStatus.Cancelled(
                                                    as(FailureKind.CANCELLED).apply(failure)))
                                            : Either.left(failure),
                                    status -> {
                                        times.remove(task);
                                        return Either.right(status);
                                    }));
                }),
                poll(
                        "RC-316",
                        "believes a failure whose id begins with that of the task",
                        (task, result) -> result.fold(
                                failure -> id(failure).startsWith(task.id())
                                                && says("is about another task").test(failure)
                                        ? Either.right(new TaskStatus.Failed(as(FailureKind.GENERATION_FAILED)
                                                .apply(failure)))
                                        : Either.left(failure),
                                Either::right)),
                wrong("RC-317", "keeps the URL of a poll at the same time", (right, config) -> {
                    Map<TaskRef, Map<Instant, URI>> urls = new ConcurrentHashMap<>();
                    return right.tracker(task -> right.tracker()
                            .status(task)
                            .map(update -> StatusBodies.video(
                                    update,
                                    video -> GeneratedVideo.builder()
                                            .from(video)
                                            .url(urls.computeIfAbsent(task, each -> new ConcurrentHashMap<>())
                                                    .computeIfAbsent(
                                                            config.scheduler().now(), now -> video.url()))
                                            .build())));
                }));
    }

    private static List<ContractMutant> facts() {
        return List.of(
                failure("RC-318", "gives a proxy's page a delay of 5 s", responded("<!doctype"), delay(5)),
                rejection(
                        "RC-318",
                        "gives an empty response to an order a delay",
                        FaultySubmitMutants::isEmpty,
                        delay(30)),
                wrong("RC-318", "takes the kind of a failed cancel for its code", (right, config) -> {
                    TaskCanceller canceller = right.canceller().orElseThrow();
                    return right.canceller(task -> canceller
                            .cancel(task)
                            .mapLeft(failure -> VideoFailure.builder()
                                    .from(failure)
                                    .vendorCode(failure.vendorCode()
                                            .orElse(failure.kind().name()))
                                    .build()));
                }),
                status(
                        "RC-318",
                        "takes the end of a URL for the media type",
                        update -> StatusBodies.video(
                                update,
                                video -> GeneratedVideo.builder()
                                        .from(video)
                                        .contentType(video.url().getPath().replaceFirst(".*\\.", "video/"))
                                        .build())));
    }

    private static UnaryOperator<VideoFailure> delay(long seconds) {
        return failure -> VideoFailure.builder()
                .from(failure)
                .retryAfter(failure.retryAfter().or(() -> Optional.of(Duration.ofSeconds(seconds))))
                .build();
    }

    private static String id(VideoFailure failure) {
        Matcher id = ID.matcher(failure.rawResponse().orElse(""));
        return id.find() ? id.group(1) : "";
    }
}
