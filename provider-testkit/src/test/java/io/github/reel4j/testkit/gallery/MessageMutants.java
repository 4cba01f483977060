package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.httpWithoutTask;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.poll;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.rejection;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.responded;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.submit;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

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

/** RC-501 to RC-503 and RC-701: failures, and the secrets that they must not contain. */
final class MessageMutants {

    private MessageMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                throwing("casts a status that is a number", responded("{\"status\": 7")),
                throwing("counts a number of a billion digits", responded("{\"a\"")),
                throwing("looks for fields in a text", responded("\"text\"")),
                poll(
                        "RC-501",
                        "throws on a poll response of brackets",
                        (task, result) -> result.peekLeft(failure -> {
                            if (responded("[[[[").test(failure)) {
                                throw new StackOverflowError();
                            }
                        })),
                wrong(
                        "RC-501",
                        "returns null for an unreadable response",
                        (right, config) -> right.tracker(task -> {
                            Either<VideoFailure, TaskStatus> result =
                                    right.tracker().status(task);
                            return result.isLeft() && responded("{\"code\"").test(result.getLeft())
                                    ? nothing()
                                    : result;
                        })),
                words("drops the vendor's words", said -> Optional.empty()),
                words("passes control characters on", said -> said.map(text -> text.replace('x', '\u001b'))),
                words("passes line breaks on", said -> said.map(text -> text.replace(" second", "\nsecond"))),
                words("passes on as much as the vendor says", said -> said.map(text -> text.repeat(7))),
                words("replaces the vendor's message", said -> Optional.of("The order was rejected")),
                submit("RC-502", "takes a refusal in many words for an order", (right, request) -> {
                    Either<VideoFailure, TaskRef> result = right.submit(request);
                    return result.isLeft()
                                    && result.getLeft()
                                                    .vendorMessage()
                                                    .orElse("")
                                                    .length()
                                            > 500
                            ? Either.right(WrongBehaviors.withId(request, "of-many-words"))
                            : result;
                }),
                rejection(
                        "RC-503",
                        "reports a 303 after a submit as a wrong base URL",
                        httpWithoutTask(303),
                        as(FailureKind.INCOMPATIBLE)),
                wrong("RC-701", "prints its key", (right, config) -> new FormattedFields(right, config)),
                echo("RC-701", "leaks the rejected key", http(401)),
                echo("RC-701", "tells the key with a server's error", http(500)),
                wrong(
                        Set.of("RC-701", "RC-323"),
                        "puts the key into its task references",
                        (right, config) -> right.generator(request -> right.generator()
                                .submit(request)
                                .map(task -> new TaskRef(
                                        task.provider(),
                                        task.operation(),
                                        keyOf(config),
                                        task.id(),
                                        task.fingerprint(),
                                        task.submittedAt())))),
                wrong(
                        "RC-701",
                        "leaks the key in a failed poll",
                        (right, config) -> right.tracker(
                                task -> right.tracker().status(task).mapLeft(failure -> leakingKey(failure, config)))));
    }

    private static ContractMutant throwing(String name, Predicate<VideoFailure> when) {
        return submit(
                "RC-501",
                name,
                (right, request) -> right.submit(request).peekLeft(failure -> {
                    if (when.test(failure)) {
                        throw new ClassCastException(name);
                    }
                }));
    }

    private static ContractMutant words(String name, UnaryOperator<Optional<String>> exchange) {
        return rejection(
                "RC-502",
                name,
                http(400),
                failure -> VideoFailure.builder()
                        .from(failure)
                        .vendorMessage(exchange.apply(failure.vendorMessage()))
                        .build());
    }

    private static ContractMutant echo(String rule, String name, Predicate<VideoFailure> when) {
        return wrong(
                rule,
                name,
                (right, config) -> right.generator(request -> right.generator()
                        .submit(request)
                        .mapLeft(failure -> when.test(failure) ? leakingKey(failure, config) : failure)));
    }

    private static VideoFailure leakingKey(VideoFailure failure, ProviderConfig config) {
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
