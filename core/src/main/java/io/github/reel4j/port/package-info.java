/**
 * The ports that a provider implements, and those that a user may implement: {@code OrderJournal},
 * {@code ClientListener} and {@code Scheduler}. Failures are returned as values; ports never throw. No method accepts
 * or returns null.
 */
@NullMarked
package io.github.reel4j.port;

import org.jspecify.annotations.NullMarked;
