/** Tests of the JUnit extension. Some run test classes that are expected to fail. */
@NullMarked
package io.github.reel4j.testkit.junit;

import org.jspecify.annotations.NullMarked;
