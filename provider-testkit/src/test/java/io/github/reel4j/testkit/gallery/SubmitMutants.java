package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.httpWithoutTask;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.rejection;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.resend;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.responded;
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

/** RC-202 to RC-204, RC-211 and RC-212: orders that may have arrived. */
final class SubmitMutants {

    private SubmitMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                resend("RC-202", "sends again after a reset", says("broke after")),
                resend("RC-202", "sends again after half a response", says("was cut off")),
                resend("RC-202", "sends again after a response that is not HTTP", says("is not valid HTTP")),
                rejection(
                        Set.of("RC-202", "RC-503"),
                        "reports half a response as an unreachable vendor",
                        says("was cut off"),
                        as(FailureKind.UNREACHABLE)),
                // a reset is one of the ways in which RC-503 asks about the money
                new ContractMutant(
                        "reports a reset as an unreachable vendor",
                        Set.of("RC-202", "RC-503"),
                        AcmeStyle.defaultStyle(),
                        (right, config) -> right.generator(request -> right.generator()
                                .submit(request)
                                .mapLeft(failure -> says("broke after").test(failure)
                                        ? as(FailureKind.UNREACHABLE).apply(failure)
                                        : failure))),
                resend("RC-203", "sends again after 503", httpWithoutTask(503)),
                resend(
                        "RC-203",
                        "sends again after any 5xx",
                        failure -> failure.vendorCode().orElse("").startsWith("E5")),
                rejection(
                        Set.of("RC-203", "RC-503"),
                        "takes 409 for a refusal",
                        httpWithoutTask(409),
                        as(FailureKind.INVALID_REQUEST)),
                rejection(
                        Set.of("RC-203", "RC-503"),
                        "takes 408 for a timeout before sending",
                        httpWithoutTask(408),
                        as(FailureKind.UNREACHABLE)),
                rejection(
                        Set.of("RC-203", "RC-503"),
                        "takes every 4xx for a refusal",
                        httpWithoutTask(499),
                        as(FailureKind.INCOMPATIBLE)),
                rejection(
                        "RC-203",
                        "reports a proxy's 404 page as a rejection",
                        httpWithoutTask(404).and(responded("<!doctype")),
                        as(FailureKind.INCOMPATIBLE)),
                resend(
                        "RC-203",
                        "sends again after a proxy's 429 page",
                        httpWithoutTask(429).and(responded("<!doctype"))),
                rejection(
                        Set.of("RC-203", "RC-503"),
                        "reports 503 as a rate limit",
                        httpWithoutTask(503),
                        as(FailureKind.RATE_LIMITED)),
                rejection(
                        "RC-203", "takes 502 for a poll's trouble", httpWithoutTask(502), as(FailureKind.UNAVAILABLE)),
                submit(
                        Set.of("RC-203", "RC-503"),
                        "throws on 504",
                        (right, request) -> right.submit(request).peekLeft(failure -> {
                            if (httpWithoutTask(504).test(failure)) {
                                throw new IllegalStateException("HTTP 504");
                            }
                        })),
                rejection(
                        Set.of("RC-204", "RC-503"),
                        "reports a 200 without an id as a rejection",
                        says("has no task id"),
                        as(FailureKind.INVALID_REQUEST)),
                submit("RC-204", "makes an id up where the vendor gives none", (right, request) -> {
                    Either<VideoFailure, TaskRef> result = right.submit(request);
                    return result.isLeft() && says("has no task id").test(result.getLeft())
                            ? Either.right(WrongBehaviors.withId(request, "made-up"))
                            : result;
                }),
                rejection(
                        "RC-204",
                        "reports a page as a failed poll",
                        responded("<!doctype html><title>Back soon"),
                        as(FailureKind.UNEXPECTED_RESPONSE)),
                rejection(
                        Set.of("RC-204", "RC-503"),
                        "takes an empty 200 for a refusal",
                        says("is empty"),
                        as(FailureKind.INCOMPATIBLE)),
                resend("RC-204", "sends again after an answer without an id", says("has no task id")),
                rejection(
                        "RC-212",
                        "loses the task that a limit names",
                        http(429).and(SubmitMutants::namesTask),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .task(Optional.<TaskRef>empty())
                                .build()),
                rejection(
                        "RC-212",
                        "reports a 429 with a task id as a rate limit",
                        http(429).and(SubmitMutants::namesTask),
                        as(FailureKind.RATE_LIMITED)),
                rejection(
                        "RC-212",
                        "returns another id than the one in the error response",
                        SubmitMutants::namesTask,
                        failure -> failure.withTask(TaskRef.parse(
                                failure.task().orElseThrow().toString().replace("job-", "request-")))),
                resend(
                        "RC-212",
                        "sends again after a limit that names a task",
                        http(429).and(SubmitMutants::namesTask)),
                wrong(
                        "RC-211",
                        "does not read its deadline",
                        (right, config) -> Acme.provider(
                                RenamedKeys.with(config, Map.of("submit-timeout", "60s")), AcmeStyle.defaultStyle())),
                // elsewhere right: only the call with the short deadline is made by hand
                wrong(
                        "RC-211",
                        "has a deadline that ends with the headers",
                        (right, config) -> config.text("submit-timeout").isPresent()
                                ? right.generator(new HandWrittenProvider(config)::submit)
                                : right),
                rejection(
                        "RC-211",
                        "reports silence as an unreachable vendor",
                        says("no response from"),
                        as(FailureKind.UNREACHABLE)),
                rejection(
                        "RC-211",
                        "reports a slow response as an unreadable one",
                        says("no complete response from"),
                        as(FailureKind.UNEXPECTED_RESPONSE)),
                submit(
                        "RC-211",
                        "sends again after silence, and returns the first result",
                        (right, request) -> right.submit(request).peekLeft(failure -> {
                            if (says("no response from").test(failure)) {
                                right.submit(request);
                            }
                        })));
    }

    private static boolean namesTask(VideoFailure failure) {
        return failure.task().isPresent();
    }
}
