package io.github.reel4j.provider.pixazo;

import io.github.reel4j.fuzz.ResultValidator;
import io.github.reel4j.model.TaskRef;
import java.util.List;

/** Fuzzes the response to a poll at Pixazo. */
public final class PixazoStatusFuzz {

    private static final CannedPixazo PIXAZO = new CannedPixazo();
    private static final List<TaskRef> TASKS = PIXAZO.tasks();

    private PixazoStatusFuzz() {}

    public static void fuzzerTestOneInput(byte[] response) {
        PIXAZO.vendor().respondWith(response);
        TASKS.forEach(task -> ResultValidator.polled(PIXAZO.provider().tracker().status(task), task, response));
    }
}
