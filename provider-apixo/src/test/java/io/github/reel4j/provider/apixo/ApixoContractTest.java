package io.github.reel4j.provider.apixo;

import io.github.reel4j.testkit.contract.VideoProviderContract;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;

class ApixoContractTest extends VideoProviderContract {

    @Override
    protected ProviderUnderTest start() {
        return new SimulatedProvider(new ApixoProviderFactory(), ApixoSimulator.builder());
    }
}
