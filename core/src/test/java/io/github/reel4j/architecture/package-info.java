/** The house's architecture rules, applied to core, each shown to bite. */
@NullMarked
package io.github.reel4j.architecture;

import org.jspecify.annotations.NullMarked;
