/** What the demo needs beside the shop: a database and simulators of the vendors, in a process of their own. */
@NullMarked
package io.github.reel4j.examples.shop.demo;

import org.jspecify.annotations.NullMarked;
