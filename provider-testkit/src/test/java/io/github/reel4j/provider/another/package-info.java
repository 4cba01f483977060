/** Another vendor's module, for the fixture that leans on it. */
@NullMarked
package io.github.reel4j.provider.another;

import org.jspecify.annotations.NullMarked;
