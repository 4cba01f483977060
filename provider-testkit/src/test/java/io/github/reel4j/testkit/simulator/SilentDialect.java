package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;

/** A dialect without any path. */
public final class SilentDialect implements VendorDialect {

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public RequestKind kind(ReceivedRequest request) {
        return RequestKind.OTHER;
    }

    @Override
    public ServerResponse respond(ReceivedRequest request, DialectTaskOperations tasks) {
        return errorResponse(404);
    }

    @Override
    public ServerResponse errorResponse(int status) {
        return ServerResponse.of(status, "text/plain", "");
    }
}
