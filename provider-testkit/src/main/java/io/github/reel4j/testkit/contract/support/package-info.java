/** What the rules of the contract test with: requests, samples, clocks, probes. */
@NullMarked
package io.github.reel4j.testkit.contract.support;

import org.jspecify.annotations.NullMarked;
