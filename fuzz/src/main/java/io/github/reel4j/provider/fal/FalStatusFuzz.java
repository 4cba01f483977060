package io.github.reel4j.provider.fal;

import io.github.reel4j.fuzz.ResultValidator;
import io.github.reel4j.model.TaskRef;

/** Fuzzes the response to a poll at fal. */
public final class FalStatusFuzz {

    private static final CannedFal FAL = new CannedFal();
    private static final TaskRef TASK = FAL.task();

    private FalStatusFuzz() {}

    public static void fuzzerTestOneInput(byte[] response) {
        FAL.vendor().respondWith(response);
        ResultValidator.polled(FAL.provider().tracker().status(TASK), TASK, response);
    }
}
