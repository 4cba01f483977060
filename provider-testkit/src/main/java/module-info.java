/**
 * Tests for provider authors and for programs that order videos: the contract suite, simulators of the vendors, a
 * provider without a vendor, a virtual scheduler, a JUnit extension and architecture rules.
 *
 * <p>Only the contract suite, the JUnit extension and the architecture rules need JUnit and ArchUnit at run time.
 */
module io.github.reel4j.testkit {
    requires transitive io.github.reel4j.core;
    requires transitive com.fasterxml.jackson.databind;
    requires java.logging;
    requires static transitive com.tngtech.archunit;
    requires static transitive org.junit.jupiter.api;
    requires static transitive org.junit.jupiter.params;
    requires static org.opentest4j;

    exports io.github.reel4j.testkit.architecture;
    exports io.github.reel4j.testkit.contract;
    exports io.github.reel4j.testkit.contract.subject;
    exports io.github.reel4j.testkit.http;
    exports io.github.reel4j.testkit.junit;
    exports io.github.reel4j.testkit.memory;
    exports io.github.reel4j.testkit.simulator;
    exports io.github.reel4j.testkit.simulator.apixo;
    exports io.github.reel4j.testkit.simulator.dashscope;
    exports io.github.reel4j.testkit.simulator.fal;
    exports io.github.reel4j.testkit.simulator.pixazo;
    exports io.github.reel4j.testkit.time;

    opens io.github.reel4j.testkit.architecture to
            org.junit.platform.commons;
    opens io.github.reel4j.testkit.contract to
            org.junit.platform.commons;
    opens io.github.reel4j.testkit.contract.rules to
            org.junit.platform.commons;
    opens io.github.reel4j.testkit.junit to
            org.junit.platform.commons;

    uses io.github.reel4j.spi.VideoProviderFactory;

    provides io.github.reel4j.testkit.simulator.VendorSimulatorFactory with
            io.github.reel4j.testkit.simulator.apixo.ApixoSimulator,
            io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator,
            io.github.reel4j.testkit.simulator.fal.FalSimulator,
            io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
}
