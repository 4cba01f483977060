/** Creates callback URLs, matches callbacks with orders, and recovers orders of unknown outcome. */
@NullMarked
package io.github.reel4j.callback;

import org.jspecify.annotations.NullMarked;
