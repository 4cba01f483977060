/**
 * What those who write or use providers test with: the contract suite, imitations of the vendors that listen on loopback and bill
 * nobody, a provider without a vendor, and virtual time. JUnit and ArchUnit are needed by the suites alone.
 */
module io.github.reel4j.testkit {
    requires transitive io.github.reel4j.core;
    requires transitive com.fasterxml.jackson.databind;
    requires static transitive com.tngtech.archunit;
    requires static transitive org.junit.jupiter.api;
    requires static transitive org.junit.jupiter.params;
    requires static org.opentest4j;

    exports io.github.reel4j.testkit.architecture;
    exports io.github.reel4j.testkit.contract;
    exports io.github.reel4j.testkit.http;
    exports io.github.reel4j.testkit.junit;
    exports io.github.reel4j.testkit.memory;
    exports io.github.reel4j.testkit.simulator;
    exports io.github.reel4j.testkit.time;

    opens io.github.reel4j.testkit.architecture to
            org.junit.platform.commons;
    opens io.github.reel4j.testkit.contract to
            org.junit.platform.commons;
    opens io.github.reel4j.testkit.junit to
            org.junit.platform.commons;

    uses io.github.reel4j.spi.VideoProviderFactory;

    provides io.github.reel4j.spi.VendorSimulatorFactory with
            io.github.reel4j.testkit.simulator.apixo.ApixoSimulator,
            io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
}
