package io.github.reel4j.cli;

import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.OrderQueueException;
import java.sql.SQLException;
import java.util.function.Function;

/** Calls an order queue, and converts its failures to those of reel. */
final class QueueCall {

    private QueueCall() {}

    /** @throws CliException if the database fails, or the order is in a state that forbids the call */
    static <T> T run(OrderQueue queue, Function<OrderQueue, T> call) {
        try {
            return call.apply(queue);
        } catch (OrderQueueException e) {
            boolean database = e.getCause() instanceof SQLException;
            throw new CliException(
                    database ? ExitCodes.OTHER : ExitCodes.USAGE,
                    (database ? "DATABASE  " : "USAGE  ") + e.getMessage());
        } catch (IllegalArgumentException e) { // an invalid position of a page, or an invalid task id
            throw new CliException(ExitCodes.USAGE, "USAGE  " + e.getMessage());
        }
    }
}
