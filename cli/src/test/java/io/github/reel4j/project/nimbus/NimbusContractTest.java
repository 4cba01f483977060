package io.github.reel4j.project.nimbus;

import io.github.reel4j.testkit.contract.VideoProviderContract;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.simulator.Simulator;

class NimbusContractTest extends VideoProviderContract {

    @Override
    protected ProviderUnderTest start() {
        return new SimulatedProvider(new NimbusProviderFactory(), Simulator.withDialect(new NimbusDialect()));
    }
}
