package io.github.reel4j.spring.boot.queue;

import io.github.reel4j.spring.boot.ReelProperties;
import java.util.Objects;

/** Where the tables of the queue are, by the properties. */
final class QueueTableNames {

    private QueueTableNames() {}

    static boolean areDefault(ReelProperties.Queue properties) {
        return properties.schemaName() == null && properties.tablePrefix().equals("reel_");
    }

    static String schema(ReelProperties.Queue properties) {
        return Objects.requireNonNullElse(properties.schemaName(), "public");
    }
}
