/** Tests of Spring Boot applications against simulators of the vendors, in virtual time and without a key. */
@NullMarked
package io.github.reel4j.spring.boot.test;

import org.jspecify.annotations.NullMarked;
