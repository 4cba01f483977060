/** Nimbus, a vendor that does not exist and is unlike those that ship: a provider built from what is published, and nothing else. */
@NullMarked
package io.github.reel4j.house.nimbus;

import org.jspecify.annotations.NullMarked;
