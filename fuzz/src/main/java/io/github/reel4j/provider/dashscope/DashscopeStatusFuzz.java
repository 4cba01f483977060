package io.github.reel4j.provider.dashscope;

import io.github.reel4j.fuzz.ResultValidator;
import io.github.reel4j.model.TaskRef;

/** Fuzzes the response to a poll at DashScope. */
public final class DashscopeStatusFuzz {

    private static final CannedDashscope DASHSCOPE = new CannedDashscope();
    private static final TaskRef TASK = DASHSCOPE.task();

    private DashscopeStatusFuzz() {}

    public static void fuzzerTestOneInput(byte[] response) {
        DASHSCOPE.vendor().respondWith(response);
        ResultValidator.polled(DASHSCOPE.provider().tracker().status(TASK), TASK, response);
    }
}
