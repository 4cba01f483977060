package io.github.reel4j.provider.two;

/** Is leaned on. */
public final class TwoProvider {}
