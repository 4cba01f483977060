package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import java.util.Currency;
import java.util.List;

/**
 * Speaks as one vendor does: all the engine needs to imitate it. One instance serves one simulator; its methods are called by
 * several threads at a time.
 */
public interface VendorDialect {

    /** The path of the vendor's base URL, for example {@code /api/v1}; empty if it has none. */
    String basePath();

    /** What a request is about, by method and path alone; it need not be valid. */
    RequestKind kind(ReceivedRequest request);

    /**
     * Answers as the vendor would: refuses what its documents refuse, {@linkplain TaskOperations#accept accepts} orders, reports on tasks.
     * Accepting is billing.
     */
    ServerResponse respond(ReceivedRequest request, TaskOperations tasks);

    /** The documented reply for an HTTP status from 400 to 599, or the nearest thing to it. */
    ServerResponse errorResponse(int status);

    /**
     * A status that no document of the vendor explains, in the form that its statuses have: a word, or the digits of a number where
     * they are numbers. A task whose script {@linkplain TaskScript#reportsStatus reports} this text is reported with it.
     */
    default String unexplainedStatus() {
        return "REHEATING";
    }

    /** A code with which the vendor may give a task up, in the form that its codes have; empty if it gives none. */
    default String failureCode() {
        return "CONTENT_VIOLATION";
    }

    /** What the vendor bills in. */
    default Currency currency() {
        return Currency.getInstance("USD");
    }

    /** Forgets what the dialect itself remembers of requests, if anything; tasks and orders are not its own. */
    default void reset() {}

    /** Requests that the vendor's documents show, at best one for each address; they are what refused requests are compared with. */
    default List<DocumentedRequest> documentedRequests() {
        return List.of();
    }
}
