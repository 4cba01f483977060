/** The order journal in a file: a write-ahead log that loses no acknowledged event in a crash. */
@NullMarked
package io.github.reel4j.journal;

import org.jspecify.annotations.NullMarked;
