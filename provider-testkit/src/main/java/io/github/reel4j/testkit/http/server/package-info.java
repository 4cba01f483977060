/** An HTTP/1.1 server on loopback that can break the protocol on purpose. */
@NullMarked
package io.github.reel4j.testkit.http.server;

import org.jspecify.annotations.NullMarked;
