package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.Wrong.as;
import static io.github.reel4j.testkit.gallery.Wrong.http;
import static io.github.reel4j.testkit.gallery.Wrong.poll;
import static io.github.reel4j.testkit.gallery.Wrong.refusal;
import static io.github.reel4j.testkit.gallery.Wrong.replied;
import static io.github.reel4j.testkit.gallery.Wrong.submit;
import static io.github.reel4j.testkit.gallery.Wrong.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.ProviderConfig;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** RC-5xx and RC-701: failures, and what they must not tell. */
final class WrongWords {

    private WrongWords() {}

    static List<Specimen> all() {
        return List.of(
                throwing("casts a status that is a number", replied("{\"status\": 7")),
                throwing("counts a number of a billion digits", replied("{\"a\"")),
                throwing("looks for fields in a text", replied("\"text\"")),
                poll(
                        "RC-501",
                        "throws when a poll is answered with brackets",
                        (task, answer) -> answer.peekLeft(failure -> {
                            if (replied("[[[[").test(failure)) {
                                throw new StackOverflowError();
                            }
                        })),
                wrong(
                        "RC-501",
                        "answers null to what it cannot read",
                        (right, config) -> right.tracker(task -> {
                            Either<VideoFailure, TaskStatus> answer =
                                    right.tracker().status(task);
                            return answer.isLeft() && replied("{\"code\"").test(answer.getLeft()) ? nothing() : answer;
                        })),
                words("drops the vendor's words", said -> Optional.empty()),
                words("passes control characters on", said -> said.map(text -> text.replace('x', '\u001b'))),
                words("passes line breaks on", said -> said.map(text -> text.replace(" second", "\nsecond"))),
                words("passes on as much as the vendor says", said -> said.map(text -> text.repeat(7))),
                words("says something of its own instead", said -> Optional.of("The order was refused")),
                submit("RC-502", "takes a refusal in many words for an order", (right, request) -> {
                    Either<VideoFailure, TaskRef> answer = right.submit(request);
                    return answer.isLeft()
                                    && answer.getLeft()
                                                    .vendorMessage()
                                                    .orElse("")
                                                    .length()
                                            > 500
                            ? Either.right(Wrong.withId(request, "of-many-words"))
                            : answer;
                }),
                refusal(
                        "RC-503",
                        "takes a 303 after an order for a wrong address",
                        http(303),
                        as(FailureKind.INCOMPATIBLE)),
                wrong("RC-701", "prints its key", (right, config) -> new Printing(right, config)),
                echo("RC-701", "tells the key that the vendor refused", http(401)),
                echo("RC-701", "tells the key with a server's error", http(500)),
                wrong(
                        Set.of("RC-701", "RC-323"),
                        "puts the key into its tasks",
                        (right, config) -> right.generator(request -> right.generator()
                                .submit(request)
                                .map(task -> new TaskRef(
                                        task.provider(),
                                        task.operation(),
                                        keyOf(config),
                                        task.id(),
                                        task.digest(),
                                        task.submittedAt())))),
                wrong(
                        "RC-701",
                        "tells the key when a poll fails",
                        (right, config) -> right.tracker(
                                task -> right.tracker().status(task).mapLeft(failure -> tellingKey(failure, config)))));
    }

    private static Specimen throwing(String name, Predicate<VideoFailure> when) {
        return submit(
                "RC-501",
                name,
                (right, request) -> right.submit(request).peekLeft(failure -> {
                    if (when.test(failure)) {
                        throw new ClassCastException(name);
                    }
                }));
    }

    private static Specimen words(String name, UnaryOperator<Optional<String>> exchange) {
        return refusal(
                "RC-502",
                name,
                http(400),
                failure -> VideoFailure.builder()
                        .from(failure)
                        .vendorMessage(exchange.apply(failure.vendorMessage()))
                        .build());
    }

    private static Specimen echo(String rule, String name, Predicate<VideoFailure> when) {
        return wrong(
                rule,
                name,
                (right, config) -> right.generator(request -> right.generator()
                        .submit(request)
                        .mapLeft(failure -> when.test(failure) ? tellingKey(failure, config) : failure)));
    }

    private static VideoFailure tellingKey(VideoFailure failure, ProviderConfig config) {
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + " The key was " + keyOf(config))
                .build();
    }

    private static String keyOf(ProviderConfig config) {
        return config.apiKey().map(key -> key.reveal()).orElse("none");
    }

    @SuppressWarnings("NullAway") // that is what is wrong with it
    private static Either<VideoFailure, TaskStatus> nothing() {
        return null;
    }
}
