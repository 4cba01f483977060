package io.github.reel4j.testkit.simulator;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
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
     * Returns the documented response for an HTTP status of 400 to 599 with another message. The default implementation
     * replaces the message in the JSON of {@link #errorResponse(int)}: the text of each field that is named
     * {@code message}, {@code msg}, {@code detail} or {@code error} or similar. In an object with another of these
     * fields, the texts of {@code title}, {@code error} and {@code reason} are kept. Override it if the message stands
     * elsewhere.
     */
    default ServerResponse errorResponse(int status, String message) {
        return ErrorMessages.replaced(errorResponse(status), message);
    }

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
     * Returns whether responses to polls contain the id of their task, at least for some operations. If so, a provider
     * must not believe a response about another task. By default false.
     */
    default boolean pollsNameTheTask() {
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
     * Returns whether the status of a queued task differs from that of a running one. By default
     * {@link #reportsQueuePosition}.
     */
    default boolean distinguishesQueuedTasks() {
        return reportsQueuePosition();
    }

    /**
     * Returns what the vendor says about the bill of a task that is cancelled in a phase:
     * {@link BillingStatus#UNKNOWN} if neither its response nor its documents say anything. By default empty, and the
     * contract suite does not check the billing status.
     */
    default Optional<BillingStatus> billingOfCancel(TaskSnapshot.Phase before) {
        return Optional.empty();
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

    /**
     * Returns whether a request is authenticated with this API key. By default a header other than {@code Cookie} must
     * contain the key, as it is or in base64. Override it if the key signs a token, or is exchanged for one.
     *
     * @param apiKey the first credential of the provider under test, or one of another account
     */
    default boolean authenticates(ReceivedRequest request, String apiKey) {
        return request.headers().entrySet().stream()
                .filter(header -> !header.getKey().equals("cookie"))
                .flatMap(header -> header.getValue().stream())
                .anyMatch(value -> ApiKeys.isIn(value, apiKey));
    }

    /**
     * Returns whether the vendor accepts callback URLs with https only. The contract suite then orders with https URLs,
     * and the simulator posts to the suite. By default false.
     */
    default boolean requiresHttpsCallbacks() {
        return false;
    }

    /**
     * Returns whether the vendor calls back when a task has ended in this phase. By default true for tasks that have
     * succeeded or failed.
     */
    default boolean postsCallback(TaskSnapshot.Phase phase) {
        return phase == TaskSnapshot.Phase.SUCCEEDED || phase == TaskSnapshot.Phase.FAILED;
    }

    /**
     * Returns whether a header of a callback is a signature, or part of what is signed. By default the name must
     * contain {@code signature} or {@code timestamp}, or be that of a Standard Webhook.
     *
     * @param name in lower case
     */
    default boolean signsHeader(String name) {
        return name.contains("signature") || name.contains("timestamp") || name.matches("(webhook|svix)-id");
    }

    /**
     * Returns a callback with this body as the vendor signs it at this time. With it the contract suite also tests
     * malformed bodies with a valid signature. By default empty: the vendor does not sign, or the dialect cannot do so.
     */
    default Optional<CallbackMessage> signedCallback(String body, Instant time) {
        return Optional.empty();
    }

    /**
     * Returns how far the time of a signed callback may be from now, in the past or the future; empty if the vendor
     * signs no time. The contract suite tests the provider with it. By default 5 minutes if the name of a header ends
     * with {@code -timestamp} or {@code -time}, or a value starts with {@code t=} and a number; otherwise empty.
     * Override it if the vendor documents another tolerance, or sends a time that it does not sign.
     *
     * @param callback a signed callback of this dialect
     */
    default Optional<Duration> callbackTolerance(ReceivedCallback callback) {
        return CallbackMessage.hasTime(callback) ? Optional.of(Duration.ofMinutes(5)) : Optional.empty();
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
