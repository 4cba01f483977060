/** Reading and writing of JSON, strictly and with size limits. */
@NullMarked
package io.github.reel4j.provider.feign.json;

import org.jspecify.annotations.NullMarked;
