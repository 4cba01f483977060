/** Downloads of results, without credentials, from addresses that are checked. */
@NullMarked
package io.github.reel4j.provider.feign.download;

import org.jspecify.annotations.NullMarked;
