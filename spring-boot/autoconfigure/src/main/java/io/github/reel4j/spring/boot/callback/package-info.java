/** Receives the vendors' callbacks in servlet and reactive web applications. */
@NullMarked
package io.github.reel4j.spring.boot.callback;

import org.jspecify.annotations.NullMarked;
