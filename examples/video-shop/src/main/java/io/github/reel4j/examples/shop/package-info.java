/** A shop for videos: a Spring Boot application that orders through a queue in its own database. */
@NullMarked
package io.github.reel4j.examples.shop;

import org.jspecify.annotations.NullMarked;
