/** What providers need to call a vendor's HTTP API with Feign: the client, its conventions, failures and callbacks. */
@NullMarked
package io.github.reel4j.provider.feign;

import org.jspecify.annotations.NullMarked;
