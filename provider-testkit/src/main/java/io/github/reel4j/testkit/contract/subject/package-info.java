/** The provider under test and the simulated vendor behind it. */
@NullMarked
package io.github.reel4j.testkit.contract.subject;

import org.jspecify.annotations.NullMarked;
