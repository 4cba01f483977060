/** What the actuator shows about reel4j: health, info, the endpoint {@code reel}, and no secret. */
@NullMarked
package io.github.reel4j.spring.boot.actuate;

import org.jspecify.annotations.NullMarked;
