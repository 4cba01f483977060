/** Tests of the extension, some of which run tests that are meant to fail. */
@NullMarked
package io.github.reel4j.testkit.junit;

import org.jspecify.annotations.NullMarked;
