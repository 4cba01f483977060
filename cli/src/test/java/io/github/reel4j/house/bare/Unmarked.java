package io.github.reel4j.house.bare;

/** Its package says nothing about itself, and its nulls are not checked. */
public final class Unmarked {}
