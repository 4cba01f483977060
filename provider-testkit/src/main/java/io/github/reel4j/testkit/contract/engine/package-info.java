/** Runs the rules of the contract and reports what came out. */
@NullMarked
package io.github.reel4j.testkit.contract.engine;

import org.jspecify.annotations.NullMarked;
