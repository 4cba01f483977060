package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.testkit.contract.engine.ContractContext;

/** A group of contract rules as JUnit tests. The contract suite inherits them. */
public interface ContractRuleGroup {

    /** Returns the context of the running test. */
    ContractContext context();
}
