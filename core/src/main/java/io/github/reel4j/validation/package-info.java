/** Turns a request into what will be sent, and collects everything that is wrong with it. */
@NullMarked
package io.github.reel4j.validation;

import org.jspecify.annotations.NullMarked;
