package io.github.reel4j.testkit.simulator;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Records what the providers under test returned for each submit. Thread-safe. */
final class SubmitResultRecorder {

    private static final Set<String> RESENDABLE =
            Set.of(FailureKind.RATE_LIMITED.name(), FailureKind.UNREACHABLE.name());

    private final Set<String> tasks = new HashSet<>();
    private final IdentityHashMap<ResolvedRequest, String> outcomes = new IdentityHashMap<>();
    private final List<String> wronglyResent = new ArrayList<>();
    private boolean expected;
    private boolean repeatsAllowed;
    private int sent;
    private int unknown;

    /** Expects that all orders are submitted through observed providers from now on. */
    synchronized void expect() {
        expected = true;
    }

    /** Allows that the program submits an order again, whatever its first result was. */
    synchronized void allowRepeats() {
        repeatsAllowed = true;
    }

    /** Submits with {@code generator} and records the result. If it throws, the outcome stays unknown. */
    Either<VideoFailure, TaskRef> observe(VideoGenerator generator, ResolvedRequest request) {
        start(request);
        Either<VideoFailure, TaskRef> result = generator.submit(request);
        end(request, result);
        return result;
    }

    /** Records a submit whose outcome is unknown until it returns. */
    private synchronized void start(ResolvedRequest request) {
        expected = true;
        sent++;
        unknown++;
        String before = outcomes.put(request, FailureKind.SUBMISSION_UNKNOWN.name());
        if (before != null && !repeatsAllowed && !RESENDABLE.contains(before)) {
            wronglyResent.add(request + " after " + before);
        }
    }

    private synchronized void end(ResolvedRequest request, Either<VideoFailure, TaskRef> result) {
        result.peek(task -> tasks.add(task.id()))
                .peekLeft(failure -> failure.task().ifPresent(task -> tasks.add(task.id())));
        outcomes.put(request, result.fold(SubmitResultRecorder::outcome, task -> "acceptance"));
        if (result.isRight() || result.getLeft().kind() != FailureKind.SUBMISSION_UNKNOWN) {
            unknown--;
        }
    }

    private static String outcome(VideoFailure failure) {
        return failure.billingStatus() == BillingStatus.NOT_BILLED
                ? failure.kind().name()
                : failure.kind() + ", which may be billed";
    }

    synchronized boolean areExpected() {
        return expected;
    }

    synchronized boolean wasReturned(String taskId) {
        return tasks.contains(taskId);
    }

    synchronized int sent() {
        return sent;
    }

    /** Returns the number of submits that failed with {@link FailureKind#SUBMISSION_UNKNOWN} or have not returned. */
    synchronized int unknown() {
        return unknown;
    }

    /** Returns each order that was sent again after a result that forbids it. */
    synchronized List<String> wronglyResent() {
        return List.copyOf(wronglyResent);
    }

    synchronized void reset() {
        tasks.clear();
        outcomes.clear();
        wronglyResent.clear();
        expected = false;
        sent = 0;
        unknown = 0;
    }
}
