/**
 * What a program needs to order a video: {@link io.github.reel4j.VideoClient} and what it answers. Signatures use the JDK and
 * reel4j alone.
 */
@NullMarked
package io.github.reel4j;

import org.jspecify.annotations.NullMarked;
