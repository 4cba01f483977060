/** Tests of the package of the same name. */
@NullMarked
package io.github.reel4j.testkit.http;

import org.jspecify.annotations.NullMarked;
