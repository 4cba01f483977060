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
 * One order whose vendor may call back: what came of its submit, and what callbacks have claimed of it meanwhile. Thread-safe.
 *
 * @implNote the order's values are forgotten once its task is known
 */
public final class PendingCallback {

    /** Only the vendor and we know the address, so more claims than a few are a mistake. */
    private static final int MAX_CLAIMS = 4;

    private final OrderId id;
    private final Optional<String> digest;
    private final Set<CallbackHint> claims = new LinkedHashSet<>();
    private @Nullable ResolvedRequest request;
    private @Nullable TaskRef task;
    private @Nullable VideoFailure unknownFailure;

    PendingCallback(OrderId id, ResolvedRequest request) {
        this(id, Optional.empty(), request, null);
    }

    private PendingCallback(
            OrderId id, Optional<String> digest, ResolvedRequest request, @Nullable VideoFailure unknown) {
        this.id = id;
        this.digest = digest;
        this.request = request;
        this.unknownFailure = unknown;
    }

    /** One that another process placed, of which {@code intent} is left and whose fate is {@code unknown}; {@code request} has no values. */
    static PendingCallback orphaned(OrderIntent intent, ResolvedRequest request, VideoFailure unknown) {
        return new PendingCallback(intent.order(), Optional.of(intent.fingerprint()), request, unknown);
    }

    /** {@code named}, of the request that was ordered, also where its values are not known any more. */
    public TaskRef withDigest(TaskRef named) {
        return digest.map(each -> new TaskRef(
                        named.provider(), named.operation(), named.endpoint(), named.id(), each, named.submittedAt()))
                .orElse(named);
    }

    public OrderId id() {
        return id;
    }

    /** The order; empty once its task is known, or it is known that there is none. */
    public synchronized Optional<ResolvedRequest> request() {
        return Optional.ofNullable(request);
    }

    /** The task of the order, as the submit's answer or a confirmed callback has it. */
    public synchronized Optional<TaskRef> task() {
        return Optional.ofNullable(task);
    }

    /** The failure of a submit whose fate nobody knows yet. */
    public synchronized Optional<VideoFailure> unknownFailure() {
        return Optional.ofNullable(unknownFailure);
    }

    /**
     * A callback says which task is this order's.
     *
     * @return whether that is to be confirmed: the submit's fate is unknown, and nobody has claimed it before. While the submit
     *     is under way the claim is kept
     */
    public synchronized boolean tryClaim(CallbackHint hint) {
        if (request == null || claims.size() >= MAX_CLAIMS) {
            return false;
        }
        return claims.add(hint) && unknownFailure != null;
    }

    /** Whether a callback has named a task that is not confirmed yet. */
    public synchronized boolean isClaimed() {
        return !claims.isEmpty();
    }

    /** A claim was not confirmed; it may be made again. */
    public synchronized void unconfirmed(CallbackHint hint) {
        claims.remove(hint);
    }

    /**
     * The submit has been answered.
     *
     * @return what callbacks have claimed until now, for {@link #task} to be looked at or, if its fate is unknown, to be
     *     confirmed
     */
    synchronized List<CallbackHint> onResult(Either<VideoFailure, TaskRef> result) {
        List<CallbackHint> early = List.copyOf(claims);
        if (result.isLeft() && result.getLeft().kind() == FailureKind.SUBMISSION_UNKNOWN) {
            unknownFailure = result.getLeft();
        } else {
            task = result.getOrNull();
            forgetOrder();
        }
        return early;
    }

    /** A poll has confirmed that {@code found} exists; only the first is the order's, and tells its failure. */
    synchronized Optional<VideoFailure> confirm(TaskRef found) {
        Optional<VideoFailure> failure = Optional.ofNullable(unknownFailure);
        if (failure.isPresent()) {
            task = found;
            unknownFailure = null;
            forgetOrder();
        }
        return failure;
    }

    private void forgetOrder() {
        request = null;
        claims.clear();
    }
}
