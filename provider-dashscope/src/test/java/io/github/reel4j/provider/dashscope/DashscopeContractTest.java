package io.github.reel4j.provider.dashscope;

import io.github.reel4j.testkit.contract.VideoProviderContract;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;

class DashscopeContractTest extends VideoProviderContract {

    @Override
    protected ProviderUnderTest start() {
        return new SimulatedProvider(
                new DashscopeProviderFactory(),
                DashscopeSimulator.builder(),
                operation -> DashscopeOrders.of(operation));
    }
}
