/** The provider of a fictional vendor that differs from the real ones, built only on the published API. */
@NullMarked
package io.github.reel4j.project.nimbus;

import org.jspecify.annotations.NullMarked;
