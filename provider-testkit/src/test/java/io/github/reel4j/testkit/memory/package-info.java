@NullMarked
package io.github.reel4j.testkit.memory;

import org.jspecify.annotations.NullMarked;
