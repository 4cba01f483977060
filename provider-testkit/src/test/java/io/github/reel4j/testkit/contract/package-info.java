@NullMarked
package io.github.reel4j.testkit.contract;

import org.jspecify.annotations.NullMarked;
