/** The contract that every provider passes, as tests to inherit. */
@NullMarked
package io.github.reel4j.testkit.contract;

import org.jspecify.annotations.NullMarked;
