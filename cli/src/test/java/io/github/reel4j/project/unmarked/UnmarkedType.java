package io.github.reel4j.project.unmarked;

/** Is in a package without a null-marked package-info. */
public final class UnmarkedType {}
