package io.github.reel4j.provider.two;

/** Is used by another provider. */
public final class TwoProvider {}
