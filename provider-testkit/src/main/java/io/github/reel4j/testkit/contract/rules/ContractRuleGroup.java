package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.testkit.contract.engine.ContractContext;

/**
 * A group of contract rules as JUnit tests. The contract suite inherits them. Rules run in parallel. A rule that reads
 * or changes a resource of the whole JVM, for example the default locale, is annotated with
 * {@link org.junit.jupiter.api.parallel.ResourceLock} and runs alone.
 */
public interface ContractRuleGroup {

    /** Returns the context of the running test. */
    ContractContext context();
}
