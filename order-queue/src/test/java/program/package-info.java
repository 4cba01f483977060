/** A program that uses the queue from outside of its packages. */
@NullMarked
package program;

import org.jspecify.annotations.NullMarked;
