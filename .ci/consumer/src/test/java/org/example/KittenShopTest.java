package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.spring.boot.test.AutoConfigureReelSimulator;
import io.github.reel4j.testkit.simulator.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@AutoConfigureReelSimulator("fal")
class KittenShopTest {

    @Autowired
    private KittenShop.Orders orders;

    @Autowired
    private Simulator fal;

    @Test
    void the_starter_orders_from_a_simulator(@TempDir Path folder) {
        fal.nextTask().running(Duration.ofMinutes(5));

        assertThat(orders.order(folder.resolve("kitten.mp4"))).isNotEmptyFile();
        assertThat(fal.ledger().orders()).hasSize(1);
    }
}
