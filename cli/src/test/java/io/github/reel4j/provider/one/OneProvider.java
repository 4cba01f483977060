package io.github.reel4j.provider.one;

import io.github.reel4j.provider.two.TwoProvider;

/** Depends on another provider. */
public final class OneProvider {

    final TwoProvider other = new TwoProvider();
}
