/** Records Micrometer observations and meters of orders, tasks and polls. */
module io.github.reel4j.micrometer {
    requires transitive io.github.reel4j.core;
    requires transitive micrometer.core;
    requires transitive micrometer.observation;
    requires transitive micrometer.commons;

    exports io.github.reel4j.micrometer;
}
