/** Tests of the provider under test. */
@NullMarked
package io.github.reel4j.testkit.contract.subject;

import org.jspecify.annotations.NullMarked;
