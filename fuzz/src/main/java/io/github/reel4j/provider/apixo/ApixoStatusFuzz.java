package io.github.reel4j.provider.apixo;

import io.github.reel4j.fuzz.ResultValidator;
import io.github.reel4j.model.TaskRef;

/** Fuzzes the response to a poll at Apixo. */
public final class ApixoStatusFuzz {

    private static final CannedApixo APIXO = new CannedApixo();
    private static final TaskRef TASK = APIXO.task();

    private ApixoStatusFuzz() {}

    public static void fuzzerTestOneInput(byte[] response) {
        APIXO.vendor().respondWith(response);
        ResultValidator.polled(APIXO.provider().tracker().status(TASK), TASK, response);
    }
}
