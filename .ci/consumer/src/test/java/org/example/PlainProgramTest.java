package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.junit.VendorSimulatorExtension;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlainProgramTest {

    @RegisterExtension
    static final VendorSimulatorExtension fal =
            VendorSimulatorExtension.of(FalSimulator.builder()).virtualTime();

    @Test
    void the_testkit_simulates_the_vendor(VideoClient client) {
        client.submit(TextToVideoRequest.builder().prompt("A kitten").build()).await();

        assertThat(fal.ledger().orders()).hasSize(1);
    }
}
