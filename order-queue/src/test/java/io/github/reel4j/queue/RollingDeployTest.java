package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.queue.model.QueuedOrderState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers of 2 versions run side by side: each leaves alone what it does not know. */
class RollingDeployTest {

    @TempDir
    private Path folder;

    @Test
    @Tag("fault-253")
    void what_a_newer_version_has_written_is_left_alone() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture(folder)) {
            QueueFixture tables = fixture.tables;
            List<String> unknown = List.of("newer-request", "newer-state", "newer-operation");
            unknown.forEach(tables::place);
            tables.executeUnchecked(
                    "update reel_order set request = request || '{\"version\": 2}' where order_key = 'newer-request'");
            tables.execute("alter table reel_order drop constraint reel_order_state_check");
            tables.executeUnchecked("update reel_order set state = 'PAUSED' where order_key = 'newer-state'");
            tables.executeUnchecked("update reel_order set operation = 'hologram' where order_key = 'newer-operation'");
            String rows = "select t::text from reel_order t where order_key like 'newer-%' order by order_key";
            List<String> before = tables.texts(rows);
            fixture.start();
            tables.place("known");
            fixture.await("known", order -> order.state() == QueuedOrderState.READY);
            WorkerFixture.await(
                    "all were looked at",
                    () -> tables.texts("select 1 from reel_execution where picked or"
                                            + " last_success is not null or last_failure is not null")
                                    .size()
                            >= unknown.size());
            assertThat(tables.texts(rows)).isEqualTo(before);
            assertThat(tables.texts("select 1 from reel_execution")).hasSize(unknown.size());
            assertThat(fixture.pixazo.ledger().submits()).hasSize(1);
        }
    }
}
