/** The architecture rules for providers, as ArchUnit rules. */
@NullMarked
package io.github.reel4j.testkit.architecture;

import org.jspecify.annotations.NullMarked;
