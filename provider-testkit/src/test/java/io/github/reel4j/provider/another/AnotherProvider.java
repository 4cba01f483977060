package io.github.reel4j.provider.another;

/** Stands for another vendor's module. */
public final class AnotherProvider {}
