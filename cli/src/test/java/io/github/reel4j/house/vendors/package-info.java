/** What holds for every vendor whose provider is built here, each proven once for all of them. */
@NullMarked
package io.github.reel4j.house.vendors;

import org.jspecify.annotations.NullMarked;
