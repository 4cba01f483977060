package io.github.reel4j.micrometer;

import static io.github.reel4j.micrometer.ReelKeyName.CURRENCY;
import static io.github.reel4j.micrometer.ReelKeyName.ERROR_TYPE;
import static io.github.reel4j.micrometer.ReelKeyName.MODEL;
import static io.github.reel4j.micrometer.ReelKeyName.OPERATION;
import static io.github.reel4j.micrometer.ReelKeyName.OUTCOME;
import static io.github.reel4j.micrometer.ReelKeyName.PROVIDER;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** The meters of this module, with their keys, in addition to those that a registry makes of observations. */
public enum ReelMeterDocumentation implements MeterDocumentation {
    /** The timer of polls. */
    POLL,
    /** The timer of tasks. */
    TASK,
    /** The counter of orders. */
    ORDERS,
    /** The counter of money. */
    SPEND_EXPECTED,
    /** The counter of orders that {@link #SPEND_EXPECTED} lacks. */
    ORDERS_UNPRICED,
    /** The counter of failed writes of the journal. */
    JOURNAL_FAILURES,
    /** The counter of events that the other meters lack. */
    EVENTS_DROPPED,
    /** The gauge of waiting orders. */
    DISPATCHER_WAITING,
    /** The gauge of pauses. */
    DISPATCHER_PAUSED,
    /** The gauge of running tasks. */
    DISPATCHER_TASKS,
    /** The gauge of unknown orders. */
    ORDERS_UNKNOWN;

    @Override
    public String getName() {
        return switch (this) {
            case POLL -> "reel4j.poll";
            case TASK -> "reel4j.task";
            case ORDERS -> "reel4j.orders";
            case SPEND_EXPECTED -> "reel4j.spend.expected";
            case ORDERS_UNPRICED -> "reel4j.orders.unpriced";
            case JOURNAL_FAILURES -> "reel4j.journal.failures";
            case EVENTS_DROPPED -> "reel4j.events.dropped";
            case DISPATCHER_WAITING -> "reel4j.dispatcher.waiting";
            case DISPATCHER_PAUSED -> "reel4j.dispatcher.paused";
            case DISPATCHER_TASKS -> "reel4j.dispatcher.tasks";
            case ORDERS_UNKNOWN -> "reel4j.orders.unknown";
        };
    }

    /** Returns one sentence about the meter, in Markdown; also used as its description in registries. */
    public String description() {
        return switch (this) {
            case POLL ->
                "The time of each poll. Outcomes: the states of tasks in lower case; error if the poll failed.";
            case TASK ->
                "The time from the acceptance of a task to its end, in buckets from 1 second to 1 hour."
                        + " Outcomes: succeeded, failed, cancelled.";
            case ORDERS ->
                "The orders, each counted once. Outcomes: accepted; rejected by the vendor; unknown, so maybe"
                        + " billed; not_sent; journal_failed, see the journal's failures.";
            case SPEND_EXPECTED -> "The expected price of accepted and unknown orders, of a price range its upper end.";
            case ORDERS_UNPRICED ->
                "The accepted and unknown orders whose price is unknown, which the expected price" + " lacks.";
            case JOURNAL_FAILURES -> "The entries that may be missing in the journal.";
            case EVENTS_DROPPED ->
                "The events that were dropped because the meters were too slow. Other meters lack" + " them.";
            case DISPATCHER_WAITING -> "The orders that wait for a permit to be sent.";
            case DISPATCHER_PAUSED -> "1 while no request is sent to the vendor, otherwise 0.";
            case DISPATCHER_TASKS ->
                "The tasks that have not ended and that the client waits for, or that count against"
                        + " the vendor's limit.";
            case ORDERS_UNKNOWN -> "The orders of unknown outcome that are not resolved. They may be billed.";
        };
    }

    @Override
    public Meter.Type getType() {
        return switch (this) {
            case POLL, TASK -> Meter.Type.TIMER;
            case ORDERS, SPEND_EXPECTED, ORDERS_UNPRICED, JOURNAL_FAILURES, EVENTS_DROPPED -> Meter.Type.COUNTER;
            case DISPATCHER_WAITING, DISPATCHER_PAUSED, DISPATCHER_TASKS, ORDERS_UNKNOWN -> Meter.Type.GAUGE;
        };
    }

    @Override
    public KeyName[] getKeyNames() {
        return switch (this) {
            case POLL, ORDERS -> new KeyName[] {PROVIDER, OUTCOME, ERROR_TYPE};
            case TASK -> new KeyName[] {PROVIDER, MODEL, OPERATION, OUTCOME, ERROR_TYPE};
            case SPEND_EXPECTED -> new KeyName[] {PROVIDER, MODEL, CURRENCY};
            case ORDERS_UNPRICED -> new KeyName[] {PROVIDER, MODEL};
            case JOURNAL_FAILURES, DISPATCHER_WAITING, DISPATCHER_PAUSED, DISPATCHER_TASKS -> new KeyName[] {PROVIDER};
            case EVENTS_DROPPED, ORDERS_UNKNOWN -> EMPTY;
        };
    }
}
