package io.github.reel4j.polling;

import java.util.concurrent.ThreadLocalRandom;

/** Spreads what would otherwise happen at once. A source of chance is passed in so that a simulation can be repeated. */
interface Jitter {

    /** Evenly from 0.9 to 1.1. */
    Jitter TENTH = () -> ThreadLocalRandom.current().nextDouble(0.9, 1.1);

    /** A factor with mean 1. */
    double factor();
}
