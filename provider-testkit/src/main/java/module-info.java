/** What those who write or use providers test with: imitations of the vendors that listen on loopback and bill nobody. */
module io.github.reel4j.testkit {
    requires transitive io.github.reel4j.core;
    requires transitive com.fasterxml.jackson.databind;

    exports io.github.reel4j.testkit.http;
    exports io.github.reel4j.testkit.sample;
    exports io.github.reel4j.testkit.simulator;
    exports io.github.reel4j.testkit.time;

    provides io.github.reel4j.spi.VendorSimulatorFactory with
            io.github.reel4j.testkit.simulator.ApixoSimulator,
            io.github.reel4j.testkit.simulator.PixazoSimulator;
}
