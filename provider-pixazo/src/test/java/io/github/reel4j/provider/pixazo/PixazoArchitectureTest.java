package io.github.reel4j.provider.pixazo;

import io.github.reel4j.testkit.architecture.ProviderArchitectureContract;

class PixazoArchitectureTest extends ProviderArchitectureContract {}
