/** Tests of what a simulator receives over HTTP. */
@NullMarked
package io.github.reel4j.testkit.http;

import org.jspecify.annotations.NullMarked;
