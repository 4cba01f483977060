/** Strict and bounded JSON. */
@NullMarked
package io.github.reel4j.provider.feign.json;

import org.jspecify.annotations.NullMarked;
