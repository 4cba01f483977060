package io.github.reel4j.testkit.simulator;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.testkit.http.ServerResponse;

/**
 * A documented response to a rejected order, whose HTTP status does not say what its error code means: for example, an
 * unpaid bill with status 429.
 *
 * @param response the response as the vendor documents it
 * @param kind the kind of failure that the documented meaning of the code is
 */
public record CodedRejection(ServerResponse response, FailureKind kind) {}
