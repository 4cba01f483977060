/** Auto-configuration of reel4j for Spring Boot: properties, client, journal and lifecycle. */
@NullMarked
package io.github.reel4j.spring.boot;

import org.jspecify.annotations.NullMarked;
