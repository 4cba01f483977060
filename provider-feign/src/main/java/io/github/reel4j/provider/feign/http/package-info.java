/** The HTTP/1.1 client: connections, their pool, and one deadline per call. */
@NullMarked
package io.github.reel4j.provider.feign.http;

import org.jspecify.annotations.NullMarked;
