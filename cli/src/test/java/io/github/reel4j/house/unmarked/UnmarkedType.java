package io.github.reel4j.house.unmarked;

/** Its package says nothing about itself, and its nulls are not checked. */
public final class UnmarkedType {}
