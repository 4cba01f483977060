package io.github.reel4j.testkit.junit;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.vavr.control.Either;
import java.util.HashSet;
import java.util.Set;

/** What came of the orders that a provider was asked to send. Thread-safe. */
final class Submissions {

    private final Set<String> tasks = new HashSet<>();
    private int sent;
    private int unknown;

    /** Sends through {@code generator} and keeps the outcome; one that throws leaves the caller with an unknown outcome, too. */
    Either<VideoFailure, TaskRef> observe(VideoGenerator generator, ResolvedRequest request) {
        begin();
        Either<VideoFailure, TaskRef> answer = generator.submit(request);
        end(answer);
        return answer;
    }

    /** Until it ends, the outcome is unknown. */
    private synchronized void begin() {
        sent++;
        unknown++;
    }

    private synchronized void end(Either<VideoFailure, TaskRef> answer) {
        answer.peek(task -> tasks.add(task.id()));
        if (answer.isRight() || answer.getLeft().kind() != FailureKind.SUBMISSION_UNKNOWN) {
            unknown--;
        }
    }

    synchronized boolean handedOut(String taskId) {
        return tasks.contains(taskId);
    }

    synchronized int sent() {
        return sent;
    }

    /** How many were reported as {@link FailureKind#SUBMISSION_UNKNOWN}, or were under way still. */
    synchronized int unknown() {
        return unknown;
    }
}
