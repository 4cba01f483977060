package io.github.reel4j.house.nimbus;

import io.github.reel4j.testkit.contract.ProviderUnderTest;
import io.github.reel4j.testkit.contract.SimulatedProvider;
import io.github.reel4j.testkit.contract.VideoProviderContract;
import io.github.reel4j.testkit.simulator.Simulator;

class NimbusContractTest extends VideoProviderContract {

    @Override
    protected ProviderUnderTest start() {
        return new SimulatedProvider(new NimbusProviderFactory(), Simulator.withDialect(new NimbusDialect()));
    }
}
