package io.github.reel4j.testkit.contract;

import io.github.reel4j.testkit.contract.engine.ContractContext;

/** A group of the contract's rules, as tests that a suite inherits. */
interface RuleTests {

    ContractContext context();
}
