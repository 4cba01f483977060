/** What core asks of a vendor's adapter, and of time. Failures are values here, never exceptions. */
@NullMarked
package io.github.reel4j.port;

import org.jspecify.annotations.NullMarked;
