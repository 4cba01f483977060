/**
 * An order queue on PostgreSQL: orders are stored with the program's own rows, and any number of workers execute them.
 */
module io.github.reel4j.queue {
    requires transitive io.github.reel4j.core;
    requires transitive java.sql;
    requires com.fasterxml.jackson.databind;
    requires com.github.kagkarlsson.scheduler;
    requires org.slf4j;

    exports io.github.reel4j.queue;
    exports io.github.reel4j.queue.model;
}
