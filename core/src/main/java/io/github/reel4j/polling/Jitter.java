package io.github.reel4j.polling;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Random factors around 1 that keep polls of several tasks from coinciding.
 *
 * @param source gives values from 0 (inclusive) to 1 (exclusive)
 */
record Jitter(DoubleSupplier source) {

    static Jitter random() {
        return new Jitter(() -> ThreadLocalRandom.current().nextDouble());
    }

    /** Returns a value from 0.9 to 1.1. */
    double factor() {
        return 0.9 + 0.2 * source.getAsDouble();
    }
}
