/**
 * The API for programs that order videos. Start with {@link io.github.reel4j.VideoClient}. Signatures use only types of
 * the JDK and of reel4j.
 */
@NullMarked
package io.github.reel4j;

import org.jspecify.annotations.NullMarked;
