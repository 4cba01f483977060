/** The house as a whole: how its artifacts work together, what its modules keep to, and whether its documents are true. */
@NullMarked
package io.github.reel4j.house;

import org.jspecify.annotations.NullMarked;
