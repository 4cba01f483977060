package io.github.reel4j.testkit.contract;

class InMemoryContractTest extends VideoProviderContract {

    @Override
    protected ProviderUnderTest start() {
        return new InMemoryUnderTest();
    }
}
