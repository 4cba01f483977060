/** A small HTTP/1.1 server on loopback whose every byte a test can decide, also the wrong ones. */
@NullMarked
package io.github.reel4j.testkit.http;

import org.jspecify.annotations.NullMarked;
