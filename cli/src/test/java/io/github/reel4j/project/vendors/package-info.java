/** Tests that run for every vendor of this repository. */
@NullMarked
package io.github.reel4j.project.vendors;

import org.jspecify.annotations.NullMarked;
