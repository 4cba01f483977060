/** Tests of the loopback HTTP server. */
@NullMarked
package io.github.reel4j.testkit.http.server;

import org.jspecify.annotations.NullMarked;
