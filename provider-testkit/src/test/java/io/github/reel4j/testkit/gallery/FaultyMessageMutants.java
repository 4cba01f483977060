package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.failure;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.httpWithoutTask;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.rejection;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.responded;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.status;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.TaskCanceller;
import io.vavr.control.Either;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** RC-501 to RC-504 and RC-902: what failures of rare responses contain. */
@SuppressWarnings("UnnecessaryLambda") // one condition of several providers
final class FaultyMessageMutants {

    private static final Predicate<VideoFailure> LARGE =
            failure -> failure.rawResponse().orElse("").contains("\"padding\"");

    private FaultyMessageMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                wrong("RC-501", "throws when the response to a cancel is a list", (right, config) -> {
                    TaskCanceller canceller = right.canceller().orElseThrow();
                    return right.canceller(task -> canceller.cancel(task).peekLeft(failure -> {
                        if (responded("[[[[").test(failure)) {
                            throw new ClassCastException("a list");
                        }
                    }));
                }),
                wrong(
                        "RC-501",
                        "exhausts the stack on deep JSON",
                        (right, config) -> right.tracker(
                                task -> right.tracker().status(task).peekLeft(failure -> {
                                    if (responded("[[[[[[[[").test(failure)) {
                                        throw new StackOverflowError();
                                    }
                                }))),
                failure(
                        "RC-502",
                        "passes on line separators of failed polls",
                        http(500),
                        words(said -> said.replace("done", "\u2028done"))),
                failure(
                        "RC-502",
                        "passes on the direction of a text",
                        http(500),
                        words(said -> said.replace("done", "\u202edone"))),
                rejection("RC-502", "cuts a message within a character", http(400), words(FaultyMessageMutants::cut)),
                status(
                        "RC-502",
                        "passes on tabs in the reason of a failed task",
                        each -> StatusBodies.failed(each, words(said -> said.replace("done", "\tdone")))),
                status(
                        "RC-502",
                        "prints control characters of a failed task's reason in its own message",
                        each -> StatusBodies.failed(
                                each,
                                failure -> VideoFailure.builder()
                                        .from(failure)
                                        .message(failure.message() + "\u001b")
                                        .build())),
                wrong("RC-502", "drops the reason of a failed cancel", (right, config) -> {
                    TaskCanceller canceller = right.canceller().orElseThrow();
                    return right.canceller(task -> canceller.cancel(task).mapLeft(words(said -> "")));
                }),
                rejection(
                        "RC-503",
                        "reports a 302 after a submit as a wrong URL",
                        httpWithoutTask(302),
                        as(FailureKind.INCOMPATIBLE)),
                rejection("RC-504", "reads the reason of a small rejection only", LARGE, words(said -> "")),
                failure("RC-504", "reads the reason of a small failed poll only", LARGE, words(said -> "")),
                status(
                        "RC-504",
                        "reads the reason of a small response about a failed task only",
                        each -> StatusBodies.failed(
                                each,
                                failure ->
                                        LARGE.test(failure) ? words(said -> "").apply(failure) : failure)),
                upload("reports a full storage as an outage", http(507), as(FailureKind.UNAVAILABLE)),
                upload("reports 410 of an upload as a lost task", http(410), as(FailureKind.TASK_NOT_FOUND)),
                wrong("RC-902", "takes a relative URL for that of a file", (right, config) -> {
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(UploadMutants.port(
                            uploader,
                            file -> uploader.upload(file)
                                    .<Either<VideoFailure, URI>>fold(
                                            failure -> responded("{\"url\":\"/relative")
                                                            .test(failure)
                                                    ? Either.right(URI.create("/relative"))
                                                    : Either.left(failure),
                                            Either::right)));
                }));
    }

    private static ContractMutant upload(
            String name, Predicate<VideoFailure> when, UnaryOperator<VideoFailure> exchange) {
        return wrong("RC-902", name, (right, config) -> {
            MediaUploader uploader = right.uploader().orElseThrow();
            return right.uploader(UploadMutants.port(
                    uploader,
                    file -> uploader.upload(file)
                            .mapLeft(failure -> when.test(failure) ? exchange.apply(failure) : failure)));
        });
    }

    private static UnaryOperator<VideoFailure> words(UnaryOperator<String> exchange) {
        return failure -> VideoFailure.builder()
                .from(failure)
                .vendorMessage(failure.vendorMessage().map(exchange).filter(said -> !said.isEmpty()))
                .build();
    }

    private static String cut(String said) {
        return said.length() > 511 ? said.substring(0, 511) : said;
    }
}
