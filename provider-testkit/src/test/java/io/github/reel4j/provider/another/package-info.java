/** Another provider, for a fixture that depends on it. */
@NullMarked
package io.github.reel4j.provider.another;

import org.jspecify.annotations.NullMarked;
