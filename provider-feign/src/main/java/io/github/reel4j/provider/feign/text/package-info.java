/** Makes a vendor's text safe to print: redaction, escaping, excerpts. */
@NullMarked
package io.github.reel4j.provider.feign.text;

import org.jspecify.annotations.NullMarked;
