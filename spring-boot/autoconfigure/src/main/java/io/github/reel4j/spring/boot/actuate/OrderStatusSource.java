package io.github.reel4j.spring.boot.actuate;

import java.util.List;
import java.util.Map;

/**
 * Reports on the orders in the application's journal or order queue: their number in each state, and those that need a
 * person. Contains no prompt, no URL and no key. Thread-safe.
 */
interface OrderStatusSource {

    /** Returns a cheap summary for health checks, by name; empty if there is none that is cheap. */
    Map<String, Object> summary();

    /** Returns the number of orders in each state that has any. */
    Map<String, Long> ordersByState();

    /** Returns the orders that need a person, each with its id and, if there is one, its key. */
    List<Map<String, String>> unresolved();
}
