package io.github.reel4j.polling;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Spreads what would otherwise happen at once, by up to a tenth.
 *
 * @param source from 0 up to 1
 */
record Jitter(DoubleSupplier source) {

    static Jitter random() {
        return new Jitter(() -> ThreadLocalRandom.current().nextDouble());
    }

    /** From 0.9 to 1.1. */
    double factor() {
        return 0.9 + 0.2 * source.getAsDouble();
    }
}
