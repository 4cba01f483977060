package io.github.reel4j.provider.dashscope;

import io.github.reel4j.testkit.architecture.ProviderArchitectureContract;

class DashscopeArchitectureTest extends ProviderArchitectureContract {}
