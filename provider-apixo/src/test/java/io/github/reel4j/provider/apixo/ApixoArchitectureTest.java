package io.github.reel4j.provider.apixo;

import io.github.reel4j.testkit.architecture.ProviderArchitectureContract;

class ApixoArchitectureTest extends ProviderArchitectureContract {}
