/** Runs the checks of contract rules and reports their results. */
@NullMarked
package io.github.reel4j.testkit.contract.engine;

import org.jspecify.annotations.NullMarked;
