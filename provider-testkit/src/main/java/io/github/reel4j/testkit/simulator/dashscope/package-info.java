/** The simulator of DashScope. */
@NullMarked
package io.github.reel4j.testkit.simulator.dashscope;

import org.jspecify.annotations.NullMarked;
