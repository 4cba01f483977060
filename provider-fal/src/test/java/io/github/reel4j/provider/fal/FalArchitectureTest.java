package io.github.reel4j.provider.fal;

import io.github.reel4j.testkit.architecture.ProviderArchitectureContract;

class FalArchitectureTest extends ProviderArchitectureContract {}
