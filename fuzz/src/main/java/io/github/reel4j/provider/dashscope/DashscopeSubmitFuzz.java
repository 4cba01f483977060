package io.github.reel4j.provider.dashscope;

import io.github.reel4j.fuzz.ResultValidator;
import io.github.reel4j.model.ResolvedRequest;

/** Fuzzes the response to an order at DashScope. */
public final class DashscopeSubmitFuzz {

    private static final CannedDashscope DASHSCOPE = new CannedDashscope();
    private static final ResolvedRequest ORDER = DASHSCOPE.order();

    private DashscopeSubmitFuzz() {}

    public static void fuzzerTestOneInput(byte[] response) {
        DASHSCOPE.vendor().respondWith(response);
        ResultValidator.submitted(DASHSCOPE.provider().generator().submit(ORDER), response);
    }
}
