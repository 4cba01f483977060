package io.github.reel4j.testkit.contract;

/** A group of the contract's rules, as tests that a suite inherits. */
interface RuleTests {

    Bench bench();
}
