package io.github.reel4j.provider.pixazo;

import io.github.reel4j.fuzz.Judge;
import io.github.reel4j.model.TaskRef;
import java.util.List;

/** Whatever answers a poll. */
public final class PixazoStatusFuzz {

    private static final CannedPixazo PIXAZO = new CannedPixazo();
    private static final List<TaskRef> TASKS = PIXAZO.tasks();

    private PixazoStatusFuzz() {}

    public static void fuzzerTestOneInput(byte[] reply) {
        PIXAZO.vendor().answers(reply);
        TASKS.forEach(task -> Judge.polled(PIXAZO.provider().tracker().status(task), task, reply));
    }
}
