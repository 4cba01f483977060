package io.github.reel4j.provider.pixazo;

import io.github.reel4j.testkit.contract.VideoProviderContract;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;

class PixazoContractTest extends VideoProviderContract {

    @Override
    protected ProviderUnderTest start() {
        return new SimulatedProvider(new PixazoProviderFactory(), PixazoSimulator.builder());
    }
}
