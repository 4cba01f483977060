/** Tests of the whole build: the artifacts together, the architecture rules and the documents. */
@NullMarked
package io.github.reel4j.project;

import org.jspecify.annotations.NullMarked;
