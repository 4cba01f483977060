package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.failure;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.responded;

import io.github.reel4j.model.FailureKind;
import java.util.List;

/** RC-310: responses whose meaning depends on the form of their body. */
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
                        as(FailureKind.UNEXPECTED_RESPONSE)));
    }
}
