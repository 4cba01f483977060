/** The words of the domain: orders, models, prices, tasks, failures. They depend on the JDK alone. */
@NullMarked
package io.github.reel4j.model;

import org.jspecify.annotations.NullMarked;
