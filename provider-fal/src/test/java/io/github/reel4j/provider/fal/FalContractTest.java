package io.github.reel4j.provider.fal;

import io.github.reel4j.testkit.contract.VideoProviderContract;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;

class FalContractTest extends VideoProviderContract {

    @Override
    protected ProviderUnderTest start() {
        return new SimulatedProvider(new FalProviderFactory(), FalSimulator.builder());
    }
}
