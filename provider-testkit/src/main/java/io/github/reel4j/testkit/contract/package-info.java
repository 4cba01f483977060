/** The contract suite: the tests that every provider must pass. */
@NullMarked
package io.github.reel4j.testkit.contract;

import org.jspecify.annotations.NullMarked;
