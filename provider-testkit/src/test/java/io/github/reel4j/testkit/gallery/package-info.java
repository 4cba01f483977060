/** Wrong providers that the contract suite must fail, and unusual ones that it must pass. */
@NullMarked
package io.github.reel4j.testkit.gallery;

import org.jspecify.annotations.NullMarked;
