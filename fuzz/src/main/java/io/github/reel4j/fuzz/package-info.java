/** Validates the results of fuzz targets. The targets are in the packages that they test. */
@NullMarked
package io.github.reel4j.fuzz;

import org.jspecify.annotations.NullMarked;
