package io.github.reel4j.model;

/**
 * A rule that a journal checks in one step with recording an order, so that it holds across threads and processes.
 * Immutable.
 */
public sealed interface JournalAdmissionRule {

    /**
     * The order key of the intent must be free: no order has it, or all orders that have it were rejected or resolved
     * as not accepted.
     */
    record UniqueKey() implements JournalAdmissionRule {}

    /**
     * The upper estimate of the intent and those of the other orders in the window of {@code limit} must not exceed its
     * amount. The window ends at the time of the created event. Orders count from the time of their created event,
     * except those that were rejected or resolved as not accepted; orders with a later time count too. An unknown price
     * and one in another currency count as 0.
     *
     * @param unknownAllowed whether a record that may be an order in the window but cannot be read counts as 0; if not,
     *     it makes the admission fail
     */
    record SpendWithin(SpendLimit limit, boolean unknownAllowed) implements JournalAdmissionRule {}
}
