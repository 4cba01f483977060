package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.Wrong.as;
import static io.github.reel4j.testkit.gallery.Wrong.http;
import static io.github.reel4j.testkit.gallery.Wrong.kind;
import static io.github.reel4j.testkit.gallery.Wrong.refusal;
import static io.github.reel4j.testkit.gallery.Wrong.replied;
import static io.github.reel4j.testkit.gallery.Wrong.resend;
import static io.github.reel4j.testkit.gallery.Wrong.says;
import static io.github.reel4j.testkit.gallery.Wrong.submit;
import static io.github.reel4j.testkit.gallery.Wrong.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RC-202 to RC-208 and RC-211: what becomes of an order when something goes wrong. */
final class WrongSubmits {

    private static final Pattern LEADS_TO = Pattern.compile("\\(to (http://[^,]+), not followed\\)");

    private WrongSubmits() {}

    static List<Specimen> all() {
        return List.of(
                resend("RC-202", "sends again after a reset", says("broke after")),
                resend("RC-202", "sends again after half an answer", says("was cut off")),
                resend("RC-202", "sends again after what is not HTTP", says("is not valid HTTP")),
                refusal("RC-202", "takes half an answer for none", says("was cut off"), as(FailureKind.UNREACHABLE)),
                // a reset is one of the ways in which RC-503 asks about the money
                new Specimen(
                        "takes a reset for a connection that was never made",
                        Set.of("RC-202", "RC-503"),
                        AcmeStyle.usual(),
                        (right, config) -> right.generator(request -> right.generator()
                                .submit(request)
                                .mapLeft(failure -> says("broke after").test(failure)
                                        ? as(FailureKind.UNREACHABLE).apply(failure)
                                        : failure))),
                resend("RC-203", "sends again after 503", http(503)),
                resend(
                        "RC-203",
                        "sends again after any 5xx",
                        failure -> failure.vendorCode().orElse("").startsWith("E5")),
                refusal("RC-203", "takes 409 for a refusal", http(409), as(FailureKind.INVALID_REQUEST)),
                refusal("RC-203", "takes 408 for a timeout before sending", http(408), as(FailureKind.UNREACHABLE)),
                refusal("RC-203", "takes 503 for 'try again later'", http(503), as(FailureKind.RATE_LIMITED)),
                refusal("RC-203", "takes 502 for a poll's trouble", http(502), as(FailureKind.UNAVAILABLE)),
                submit(
                        "RC-203",
                        "throws on 504",
                        (right, request) -> right.submit(request).peekLeft(failure -> {
                            if (http(504).test(failure)) {
                                throw new IllegalStateException("HTTP 504");
                            }
                        })),
                refusal(
                        "RC-204",
                        "takes a 200 without an id for a refusal",
                        says("has no task id"),
                        as(FailureKind.INVALID_REQUEST)),
                submit("RC-204", "makes an id up where the vendor gives none", (right, request) -> {
                    Either<VideoFailure, TaskRef> answer = right.submit(request);
                    return answer.isLeft() && says("has no task id").test(answer.getLeft())
                            ? Either.right(Wrong.withId(request, "made-up"))
                            : answer;
                }),
                refusal(
                        "RC-204",
                        "takes a page for a poll's trouble",
                        replied("<!doctype"),
                        as(FailureKind.UNEXPECTED_REPLY)),
                refusal("RC-204", "takes an empty 200 for a refusal", says("is empty"), as(FailureKind.INCOMPATIBLE)),
                resend("RC-204", "sends again after an answer without an id", says("has no task id")),
                wrong(
                        "RC-205",
                        "follows redirects, with the key",
                        (right, config) -> right.generator(request -> right.generator()
                                .submit(request)
                                .peekLeft(failure ->
                                        target(failure).ifPresent(address -> Http.follow(address, config))))),
                wrong(
                        "RC-205",
                        "follows redirects of polls, with the key",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .peekLeft(failure ->
                                        target(failure).ifPresent(address -> Http.follow(address, config))))),
                submit("RC-205", "takes a redirect for an acceptance", (right, request) -> {
                    Either<VideoFailure, TaskRef> answer = right.submit(request);
                    return answer.isLeft() && http(301).test(answer.getLeft())
                            ? Either.right(Wrong.withId(request, "redirected"))
                            : answer;
                }),
                refusal("RC-205", "takes a redirect for a limit", http(307), as(FailureKind.RATE_LIMITED)),
                refusal("RC-206", "takes 429 for a wrong order", http(429), as(FailureKind.INVALID_REQUEST)),
                refusal(
                        "RC-206",
                        "takes 429 for an order that may stand",
                        http(429),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                refusal(
                        "RC-206",
                        "loses the wait",
                        http(429),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .retryAfter(Optional.empty())
                                .build()),
                refusal(
                        "RC-206",
                        "takes the seconds of the wait for milliseconds",
                        http(429),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .retryAfter(Duration.ofMillis(7))
                                .build()),
                refusal("RC-206", "reads the date of a wait in the JVM's time zone", http(429), LocalDates::ofThisZone),
                refusal(
                        "RC-206",
                        "reads the date of a wait in the JVM's language",
                        http(429),
                        LocalDates::ofThisLanguage),
                resend("RC-206", "waits and sends again by itself", http(429)),
                refusal(
                        "RC-207",
                        "takes every I/O error for an order that may stand",
                        kind(FailureKind.UNREACHABLE),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                refusal(
                        "RC-207",
                        "takes a refused connection for a poll's trouble",
                        kind(FailureKind.UNREACHABLE),
                        as(FailureKind.UNAVAILABLE)),
                submit(
                        "RC-207",
                        "throws when nobody listens",
                        (right, request) -> right.submit(request).peekLeft(failure -> {
                            if (failure.kind() == FailureKind.UNREACHABLE) {
                                throw new UncheckedIOException(new ConnectException());
                            }
                        })),
                refusal("RC-208", "takes every 4xx for a wrong order", http(402), as(FailureKind.INVALID_REQUEST)),
                refusal("RC-208", "takes a wrong key for a forbidden one", http(401), as(FailureKind.FORBIDDEN)),
                refusal("RC-208", "takes 403 for a wrong key", http(403), as(FailureKind.AUTHENTICATION)),
                refusal(
                        "RC-208",
                        "takes 404 for an order that may stand",
                        http(404),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                refusal(
                        "RC-208",
                        "takes 400 for an order that may stand",
                        http(400),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                resend("RC-208", "sends again after 401, with the same key", http(401)),
                wrong(
                        "RC-211",
                        "does not read its deadline",
                        (right, config) -> Acme.provider(
                                Rekeyed.with(config, Map.of("submit-timeout", "60s")), AcmeStyle.usual())),
                // elsewhere right: only the call with the short deadline is made by hand
                wrong(
                        "RC-211",
                        "has a deadline that ends with the headers",
                        (right, config) -> config.text("submit-timeout").isPresent()
                                ? right.generator(new HandMade(config)::submit)
                                : right),
                refusal(
                        "RC-211",
                        "takes silence for a connection that was never made",
                        says("no answer from"),
                        as(FailureKind.UNREACHABLE)),
                refusal(
                        "RC-211",
                        "takes a slow answer for one that cannot be read",
                        says("no complete answer from"),
                        as(FailureKind.UNEXPECTED_REPLY)),
                resend("RC-211", "sends again after silence", says("no answer from")));
    }

    private static Optional<URI> target(VideoFailure failure) {
        Matcher matcher = LEADS_TO.matcher(failure.message());
        return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
    }
}
