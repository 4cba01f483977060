/** The rules of the provider contract, as JUnit tests that the contract suite inherits. */
@NullMarked
package io.github.reel4j.testkit.contract.rules;

import org.jspecify.annotations.NullMarked;
