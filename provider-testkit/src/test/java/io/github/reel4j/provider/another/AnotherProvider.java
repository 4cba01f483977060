package io.github.reel4j.provider.another;

/** Another provider. */
public final class AnotherProvider {}
