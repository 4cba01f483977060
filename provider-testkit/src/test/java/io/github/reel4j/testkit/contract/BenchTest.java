package io.github.reel4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import io.github.reel4j.testkit.simulator.PixazoSimulator;
import org.junit.jupiter.api.Test;

class BenchTest {

    @Test
    void a_key_is_found_wherever_it_can_be_read() {
        try (SimulatedProvider subject =
                new SimulatedProvider(new FixedFactory(new InMemoryVideoProvider()), PixazoSimulator.builder())) {
            Bench bench = new Bench(subject, new Outcome());

            assertThat(bench.tellsTheKey("GET /v1?key=" + subject.secret())).isTrue();
            assertThat(bench.tellsTheKey("GET /v1")).isFalse();
        }
    }

    @Test
    void who_has_no_key_tells_none() {
        Bench bench = new Bench(new InMemoryUnderTest(), new Outcome());

        assertThat(bench.tellsTheKey("GET /v1")).isFalse();
    }
}
