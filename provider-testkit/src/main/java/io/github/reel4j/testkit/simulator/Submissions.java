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

/** What came of the orders that providers were asked to send. Thread-safe. */
final class Submissions {

    private static final Set<String> RESENDABLE =
            Set.of(FailureKind.RATE_LIMITED.name(), FailureKind.UNREACHABLE.name());

    private final Set<String> tasks = new HashSet<>();
    private final IdentityHashMap<ResolvedRequest, String> outcomes = new IdentityHashMap<>();
    private final List<String> wronglyResent = new ArrayList<>();
    private boolean expected;
    private int sent;
    private int unknown;

    /** From now on all orders should come through here. */
    synchronized void expect() {
        expected = true;
    }

    /** Sends through {@code generator} and keeps the outcome; one that throws leaves the caller with an unknown outcome, too. */
    Either<VideoFailure, TaskRef> observe(VideoGenerator generator, ResolvedRequest request) {
        start(request);
        Either<VideoFailure, TaskRef> result = generator.submit(request);
        end(request, result);
        return result;
    }

    /** Until it ends, the outcome is unknown. */
    private synchronized void start(ResolvedRequest request) {
        expected = true;
        sent++;
        unknown++;
        String before = outcomes.put(request, FailureKind.SUBMISSION_UNKNOWN.name());
        if (before != null && !RESENDABLE.contains(before)) {
            wronglyResent.add(request + " after " + before);
        }
    }

    private synchronized void end(ResolvedRequest request, Either<VideoFailure, TaskRef> result) {
        result.peek(task -> tasks.add(task.id()))
                .peekLeft(failure -> failure.task().ifPresent(task -> tasks.add(task.id())));
        outcomes.put(request, result.fold(Submissions::outcome, task -> "it was accepted"));
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

    /** How many were reported as {@link FailureKind#SUBMISSION_UNKNOWN}, or were under way still. */
    synchronized int unknown() {
        return unknown;
    }

    /** Each order that was sent again though it may have been accepted, or was refused for good. */
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
