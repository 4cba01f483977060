/**
 * The service provider interface: what a provider implements to be found, and the configuration it receives. No method
 * accepts or returns null unless it is annotated.
 */
@NullMarked
package io.github.reel4j.spi;

import org.jspecify.annotations.NullMarked;
