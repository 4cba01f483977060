/** Keeps the requests to each vendor within the limits that the vendor documents for one API key. */
@NullMarked
package io.github.reel4j.dispatch;

import org.jspecify.annotations.NullMarked;
