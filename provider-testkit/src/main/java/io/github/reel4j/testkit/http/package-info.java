/** The HTTP messages that simulators receive and send. */
@NullMarked
package io.github.reel4j.testkit.http;

import org.jspecify.annotations.NullMarked;
