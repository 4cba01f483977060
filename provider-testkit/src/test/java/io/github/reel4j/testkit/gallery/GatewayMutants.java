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
import java.util.Set;

/** RC-203, RC-205 and RC-305: responses of a gateway that are taken for those of the vendor. */
final class GatewayMutants {

    private static final String GATEWAY_JSON = "{\"gateway\"";

    private GatewayMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                rejection(
                        "RC-203",
                        "takes the JSON of a gateway for a rejection",
                        httpWithoutTask(422).and(responded(GATEWAY_JSON)),
                        as(FailureKind.INVALID_REQUEST)),
                rejection(
                        "RC-203",
                        "takes half of an error for a rejection",
                        httpWithoutTask(403).and(responded("{")).and(GatewayMutants::truncated),
                        as(FailureKind.FORBIDDEN)),
                rejection(
                        Set.of("RC-205", "RC-503"),
                        "takes 303 for an incompatible vendor",
                        httpWithoutTask(303),
                        as(FailureKind.INCOMPATIBLE)),
                failure(
                        "RC-305",
                        "takes the JSON of a gateway with 404 for a lost task",
                        http(404).and(responded(GATEWAY_JSON)),
                        as(FailureKind.TASK_NOT_FOUND)));
    }

    private static boolean truncated(VideoFailure failed) {
        return !failed.rawResponse().orElse("").endsWith("}");
    }
}
