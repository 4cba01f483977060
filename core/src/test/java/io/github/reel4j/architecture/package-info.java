/** The architecture rules for core. Each has a fixture that breaks it. */
@NullMarked
package io.github.reel4j.architecture;

import org.jspecify.annotations.NullMarked;
