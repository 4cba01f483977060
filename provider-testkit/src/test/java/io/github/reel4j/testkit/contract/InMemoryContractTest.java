package io.github.reel4j.testkit.contract;

import io.github.reel4j.testkit.contract.subject.InMemoryUnderTest;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;

class InMemoryContractTest extends VideoProviderContract {

    @Override
    protected ProviderUnderTest start() {
        return new InMemoryUnderTest();
    }
}
