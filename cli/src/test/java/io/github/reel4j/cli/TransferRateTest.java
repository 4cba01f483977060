package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.DownloadProgress;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TransferRateTest {

    private static final TaskRef TASK = new TaskRef(
            ProviderId.of("acme"), Operation.TEXT_TO_VIDEO, "plus", "task-1", "0123456789abcdef", Instant.EPOCH);

    private final DownloadProgressFormat rate = new DownloadProgressFormat();

    private String describe(long bytes, OptionalLong total, int seconds) {
        return rate.describe(new DownloadProgress(TASK, bytes, total, Duration.ofSeconds(seconds)));
    }

    @Test
    void a_resumed_part_does_not_count_for_the_rate() {
        OptionalLong total = OptionalLong.of(9_000_000);
        assertThat(describe(5_000_000, total, 1)).isEqualTo("downloading 5.0 MB of 9.0 MB");
        assertThat(describe(7_000_000, total, 3)).isEqualTo("downloading 7.0 MB of 9.0 MB, 1.0 MB/s");
    }

    @Test
    void a_new_start_counts_from_its_first_bytes() {
        describe(5_000_000, OptionalLong.empty(), 1);
        assertThat(describe(10_000, OptionalLong.empty(), 2)).isEqualTo("downloading 10 KB");
        assertThat(describe(20_000, OptionalLong.empty(), 3)).isEqualTo("downloading 20 KB, 10 KB/s");
    }
}
