package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.failure;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.httpWithoutTask;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.rejection;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.responded;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import java.util.List;
import java.util.Optional;

/** RC-310 and RC-504: responses whose meaning depends on the form of their body. */
final class ResponseFormMutants {

    private ResponseFormMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                failure(
                        "RC-310",
                        "takes a page with 401 for an outage",
                        http(401).and(responded("<")),
                        as(FailureKind.UNAVAILABLE)),
                failure(
                        "RC-310",
                        "takes a text with 401 for an outage",
                        http(401).and(responded("upstream")),
                        as(FailureKind.UNAVAILABLE)),
                failure(
                        "RC-310",
                        "takes the JSON of a gateway with 401 for an unexpected response",
                        http(401).and(responded("{\"gateway\"")),
                        as(FailureKind.UNEXPECTED_RESPONSE)),
                rejection(
                        "RC-504",
                        "drops the reason of 403 of an order if the response is long",
                        httpWithoutTask(403).and(ResponseFormMutants::isLong),
                        ResponseFormMutants::withoutReason),
                rejection(
                        "RC-504",
                        "drops the reason of 402 and 413 of an order if the response is long",
                        httpWithoutTask(402).or(httpWithoutTask(413)).and(ResponseFormMutants::isLong),
                        ResponseFormMutants::withoutReason),
                failure(
                        "RC-504",
                        "drops the reason of 403 of a poll if the response is long",
                        http(403).and(ResponseFormMutants::isLong),
                        ResponseFormMutants::withoutReason));
    }

    /** Responses that are padded end with the padding, so that the excerpt of a short one ends with a bracket. */
    private static boolean isLong(VideoFailure failed) {
        return !failed.rawResponse().orElse("}").endsWith("}");
    }

    private static VideoFailure withoutReason(VideoFailure failed) {
        return VideoFailure.builder()
                .from(failed)
                .vendorMessage(Optional.empty())
                .build();
    }
}
