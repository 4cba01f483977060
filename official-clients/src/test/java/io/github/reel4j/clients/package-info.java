/** Tests that run the vendors' own clients against the simulators. */
@NullMarked
package io.github.reel4j.clients;

import org.jspecify.annotations.NullMarked;
