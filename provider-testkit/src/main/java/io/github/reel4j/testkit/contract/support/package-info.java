/** Helpers of the contract rules: requests, sample values, clocks, probes. */
@NullMarked
package io.github.reel4j.testkit.contract.support;

import org.jspecify.annotations.NullMarked;
