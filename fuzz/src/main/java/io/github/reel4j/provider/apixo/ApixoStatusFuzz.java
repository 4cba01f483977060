package io.github.reel4j.provider.apixo;

import io.github.reel4j.fuzz.Judge;
import io.github.reel4j.model.TaskRef;

/** Whatever answers a poll. */
public final class ApixoStatusFuzz {

    private static final CannedApixo APIXO = new CannedApixo();
    private static final TaskRef TASK = APIXO.task();

    private ApixoStatusFuzz() {}

    public static void fuzzerTestOneInput(byte[] reply) {
        APIXO.vendor().answers(reply);
        Judge.polled(APIXO.provider().tracker().status(TASK), TASK, reply);
    }
}
