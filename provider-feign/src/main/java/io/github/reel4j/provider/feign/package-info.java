/** The parts between a vendor's Feign interface and the network, set so that nothing is sent twice, leaked or believed blindly. */
@NullMarked
package io.github.reel4j.provider.feign;

import org.jspecify.annotations.NullMarked;
