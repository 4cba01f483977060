package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.Reply;

/** A vendor that knows nothing. */
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
    public Reply answer(ReceivedRequest request, Tasks tasks) {
        return error(404);
    }

    @Override
    public Reply error(int status) {
        return Reply.of(status, "text/plain", "");
    }
}
