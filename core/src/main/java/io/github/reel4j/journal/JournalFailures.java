package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Words for what can be wrong with a journal. */
final class JournalFailures {

    private final Path file;

    JournalFailures(Path file) {
        this.file = file;
    }

    VideoFailure notRead(IOException problem) {
        return of(
                problem,
                "cannot be read: " + reason(problem) + ". Make it readable for this user, or name another journal.");
    }

    VideoFailure notWritten(IOException problem) {
        return of(
                problem,
                "cannot be written: " + reason(problem)
                        + ". Make room, make it and its folder writable for this user, or name another journal.");
    }

    private VideoFailure of(IOException problem, String otherwise) {
        if (problem instanceof JournalChannel.UnusableException) {
            return failure(problem.getMessage() + ".");
        }
        if (problem instanceof TornWriteRepair.NotAJournalException) {
            return failure(
                    "is not a journal of reel4j: its first line is another. It is left as it is; name another file.");
        }
        if (problem instanceof LockedJournalFile.LockTimeoutException) {
            return failure("is locked by another program and was not let go in time. End that program, or name another"
                    + " journal.");
        }
        if (problem instanceof JournalThread.UnresponsiveException) {
            return failure("is on a file system that does not respond. Look at the disk or the mount, or name another"
                    + " journal.");
        }
        return failure(otherwise);
    }

    private VideoFailure failure(String what) {
        return VideoFailure.of(FailureKind.JOURNAL_FAILED, "the journal " + file + " " + what);
    }

    /** Of an order that was answered with another order's task. */
    static VideoFailure taskTaken(OrderId order, TaskRef task, OrderId owner) {
        return VideoFailure.of(
                FailureKind.SUBMISSION_UNKNOWN,
                task.provider() + " answered the order " + order + " with the id of the task of the order " + owner
                        + ", which another program may have placed, " + task
                        + ": one of the two has no task of its own. The vendor may have accepted and billed both, so"
                        + " nothing was sent again.\n  Look at the vendor's console before ordering again.");
    }

    private static String reason(IOException problem) {
        String said = problem instanceof FileSystemException e ? e.getReason() : problem.getMessage();
        return problem.getClass().getSimpleName() + (said == null ? "" : ", " + said);
    }
}
