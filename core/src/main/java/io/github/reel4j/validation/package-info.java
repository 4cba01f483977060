/** Resolves requests: applies defaults, and collects all violations. */
@NullMarked
package io.github.reel4j.validation;

import org.jspecify.annotations.NullMarked;
