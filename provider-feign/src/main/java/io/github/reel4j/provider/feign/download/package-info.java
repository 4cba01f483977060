/** Downloads of results: without credentials, resumable, and only from checked IP addresses. */
@NullMarked
package io.github.reel4j.provider.feign.download;

import org.jspecify.annotations.NullMarked;
