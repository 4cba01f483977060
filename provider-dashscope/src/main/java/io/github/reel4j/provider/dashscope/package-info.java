/** The provider DashScope, built from its vendor's documents. */
@NullMarked
package io.github.reel4j.provider.dashscope;

import org.jspecify.annotations.NullMarked;
