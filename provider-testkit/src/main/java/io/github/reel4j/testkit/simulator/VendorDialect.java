package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP API of one vendor: routes, validation, responses, errors. It is all that a {@link Simulator} needs to
 * simulate the vendor.
 *
 * <p>An instance serves one simulator. Several threads call its methods concurrently.
 */
public interface VendorDialect {

    /** Returns the path of the vendor's base URL, for example {@code /api/v1}; empty if it has none. */
    String basePath();

    /** Classifies a request by its method and path. The request may be invalid. */
    RequestKind kind(ReceivedRequest request);

    /**
     * Responds as the vendor would: rejects what the documents reject,
     * {@linkplain DialectTaskOperations#accept accepts} orders, reports the status of tasks.
     *
     * @param request the request, of any {@link RequestKind} except {@link RequestKind#DOWNLOAD}
     * @param tasks the tasks of this vendor; accepting an order bills it
     */
    ServerResponse respond(ReceivedRequest request, DialectTaskOperations tasks);

    /** Returns the documented response for an HTTP status of 400 to 599, or the closest documented one. */
    ServerResponse errorResponse(int status);

    /**
     * Returns a status value that is not in the vendor's documents but has the format of its status values: a name, or
     * digits if they are numbers. A task whose script {@linkplain TaskScript#reportsStatus reports} this value is
     * reported with it.
     */
    default String unexplainedStatus() {
        return "REHEATING";
    }

    /** Returns an error code that the vendor may fail a task with; empty if its failures have no code. */
    default String failureCode() {
        return "CONTENT_VIOLATION";
    }

    /**
     * Returns whether the vendor documents a status for cancelled tasks that differs from that of failed tasks. If so,
     * cancelled tasks have the phase {@link TaskSnapshot.Phase#CANCELLED}. By default false.
     */
    default boolean reportsCancelled() {
        return false;
    }

    /**
     * Returns whether the vendor reports how many tasks are before a queued one. If so, responses contain
     * {@link TaskSnapshot#queuePosition}. By default false.
     */
    default boolean reportsQueuePosition() {
        return false;
    }

    /**
     * Returns whether the vendor cancels tasks that run already. If not, it cancels only tasks in its queue. By default
     * true.
     */
    default boolean cancelsRunningTasks() {
        return true;
    }

    /**
     * Returns the documented rejections of orders whose HTTP status does not say what their error code means. By
     * default empty.
     */
    default List<CodedRejection> codedRejections() {
        return List.of();
    }

    /**
     * Returns how long the URL of a video works after the end of its task, if responses state when it stops. By default
     * empty.
     */
    default Optional<Duration> videoUrlLifetime() {
        return Optional.empty();
    }

    /**
     * Replaces the key pair that signs callbacks, if the vendor documents public keys. From then on callbacks are
     * signed with the new key, and only that one is served. By default there are no public keys.
     *
     * @return whether the vendor documents public keys
     */
    default boolean rotateSigningKey() {
        return false;
    }

    /** Returns the currency that the vendor bills in; by default US dollars. */
    default Currency currency() {
        return Currency.getInstance("USD");
    }

    /**
     * Clears the dialect's own state, if it has any, for example a {@link RateLimit}. Tasks and orders are kept
     * elsewhere.
     */
    default void reset() {}

    /**
     * Returns the requests that the vendor's documents show, ideally one for each path. Messages about rejected
     * requests compare with them. By default empty.
     */
    default List<DocumentedRequest> documentedRequests() {
        return List.of();
    }
}
