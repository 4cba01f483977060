package io.github.reel4j.callback;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order for which the vendor may still send a callback. It holds the result of the submit, and the task ids that
 * callbacks have named for the order. The values of the request are dropped once the task is known. Thread-safe.
 */
public final class OrderAwaitingCallback {

    /** More claims than this are an error of the vendor, because only the vendor and this program know the URL. */
    private static final int MAX_CLAIMS = 4;

    private final OrderId id;
    private final Optional<String> fingerprint;
    private final Set<CallbackHint> claims = new LinkedHashSet<>();
    private @Nullable ResolvedRequest request;
    private @Nullable TaskRef task;
    private @Nullable VideoFailure unknownFailure;

    OrderAwaitingCallback(OrderId id, ResolvedRequest request) {
        this(id, Optional.empty(), request, null);
    }

    private OrderAwaitingCallback(
            OrderId id, Optional<String> fingerprint, ResolvedRequest request, @Nullable VideoFailure unknown) {
        this.id = id;
        this.fingerprint = fingerprint;
        this.request = request;
        this.unknownFailure = unknown;
    }

    /**
     * Returns an order of unknown outcome that another process submitted.
     *
     * @param intent the journal entry that the other process left
     * @param request the model of the order, without values
     */
    static OrderAwaitingCallback orphaned(OrderIntent intent, ResolvedRequest request, VideoFailure unknown) {
        return new OrderAwaitingCallback(intent.order(), Optional.of(intent.fingerprint()), request, unknown);
    }

    /** Returns {@code task} with the fingerprint of the ordered request, which a restored order cannot compute. */
    TaskRef withFingerprint(TaskRef task) {
        return fingerprint
                .map(each -> new TaskRef(
                        task.provider(), task.operation(), task.endpoint(), task.id(), each, task.submittedAt()))
                .orElse(task);
    }

    public OrderId id() {
        return id;
    }

    /** Returns the request of the order; empty once its task is known, or once it is known to have none. */
    public synchronized Optional<ResolvedRequest> request() {
        return Optional.ofNullable(request);
    }

    /** Returns the task of the order, if the submit or a confirmed callback has named it. */
    public synchronized Optional<TaskRef> task() {
        return Optional.ofNullable(task);
    }

    /** Returns the failure of the submit, if the outcome of the order is still unknown. */
    public synchronized Optional<VideoFailure> unknownFailure() {
        return Optional.ofNullable(unknownFailure);
    }

    /**
     * Records that a callback claims a task for this order. Until the submit has returned, the claim is only kept.
     *
     * @return whether the caller must confirm the claim: the outcome of the order is unknown, and the claim is new
     */
    public synchronized boolean tryClaim(CallbackHint hint) {
        if (request == null || claims.size() >= MAX_CLAIMS) {
            return false;
        }
        return claims.add(hint) && unknownFailure != null;
    }

    /** Returns whether a callback has claimed a task that is not confirmed yet. */
    public synchronized boolean isClaimed() {
        return !claims.isEmpty();
    }

    /** Removes a claim that was not confirmed, so that a callback can repeat it. */
    public synchronized void unconfirmed(CallbackHint hint) {
        claims.remove(hint);
    }

    /**
     * Records the result of the submit.
     *
     * @return the claims so far; they must be confirmed if the outcome is unknown
     */
    synchronized List<CallbackHint> onResult(Either<VideoFailure, TaskRef> result) {
        List<CallbackHint> early = List.copyOf(claims);
        if (result.isLeft() && result.getLeft().kind() == FailureKind.SUBMISSION_UNKNOWN) {
            unknownFailure = result.getLeft();
        } else {
            task = result.getOrNull();
            dropRequest();
        }
        return early;
    }

    /** Records the confirmed task; returns the failure of the submit for the first task, and empty afterwards. */
    synchronized Optional<VideoFailure> confirm(TaskRef found) {
        Optional<VideoFailure> failure = Optional.ofNullable(unknownFailure);
        if (failure.isPresent()) {
            task = found;
            unknownFailure = null;
            dropRequest();
        }
        return failure;
    }

    private void dropRequest() {
        request = null;
        claims.clear();
    }
}
