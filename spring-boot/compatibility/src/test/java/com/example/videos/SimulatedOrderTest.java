package com.example.videos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.spring.boot.test.AutoConfigureReelSimulator;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** A test of the application that needs no key and no time. */
@SpringBootTest(properties = "reel4j.journal.file=${java.io.tmpdir}/orders-${random.uuid}.journal")
@AutoConfigureReelSimulator("fal")
class SimulatedOrderTest {

    @Autowired
    private KittenOrders orders;

    @Autowired
    private Simulator fal;

    @Autowired
    private VirtualTimeScheduler time;

    @Test
    void a_kitten_is_ordered_once_in_virtual_time(@TempDir Path folder) {
        fal.nextTask().running(Duration.ofMinutes(5));
        long start = System.nanoTime();

        Path file = orders.order("form-1", folder.resolve("kitten.mp4"));

        assertThat(Files.exists(file)).isTrue();
        assertThat(fal.ledger().orders()).hasSize(1);
        assertThat(time.elapsed()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    }
}
