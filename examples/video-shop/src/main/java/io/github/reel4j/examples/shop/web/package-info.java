/** The web interface of the shop: its JSON, its server-sent events and what protects them. */
@NullMarked
package io.github.reel4j.examples.shop.web;

import org.jspecify.annotations.NullMarked;
