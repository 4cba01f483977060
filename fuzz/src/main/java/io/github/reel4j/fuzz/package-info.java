/** Judges what comes of hostile input; the targets are beside what they feed. */
@NullMarked
package io.github.reel4j.fuzz;

import org.jspecify.annotations.NullMarked;
