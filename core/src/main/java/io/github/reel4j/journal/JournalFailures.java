package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Creates the failures that say why a journal file could not be read or written. */
final class JournalFailures {

    private static final String NEW_JOURNAL =
            " A new journal does not know earlier order keys or spending: with it, the same order can be paid twice.";

    private final Path file;

    JournalFailures(Path file) {
        this.file = file;
    }

    VideoFailure notRead(IOException error) {
        return of(error, "cannot be read: " + reason(error) + ". Make the file readable for this user." + NEW_JOURNAL);
    }

    VideoFailure notWritten(IOException error) {
        return of(
                error,
                "cannot be written: " + reason(error)
                        + ". Create its folder if it is missing, make the folder and the file writable for this user,"
                        + " and free disk space."
                        + NEW_JOURNAL);
    }

    private VideoFailure of(IOException error, String fallback) {
        if (error instanceof JournalChannel.UnusableException) {
            return failure(error.getMessage() + ".");
        }
        if (error instanceof JournalFileCheck.NotAJournalException) {
            return failure(
                    "is not a journal of reel4j: its first line differs. The file was not changed. Name another file.");
        }
        if (error instanceof LockingJournalFile.LockTimeoutException) {
            return failure("is locked by another program, or by another part of this one. Stop the program that uses"
                    + " it." + NEW_JOURNAL);
        }
        if (error instanceof JournalThread.UnresponsiveException) {
            return failure("is on a file system that does not respond. Check the disk or the mount." + NEW_JOURNAL);
        }
        return failure(fallback);
    }

    /** Returns the failure of a key that cannot be proven free, because a line that may contain it is unreadable. */
    VideoFailure keyNotProvenFree(OrderKey key, long line) {
        return failure("cannot prove that the order key '" + key + "' is unused: line " + line
                + " is damaged or of a newer version of reel4j, and may be an order with this key. Restore the line"
                + " from a backup, use the newer version, order without a key, or name a new journal, which knows no"
                + " earlier keys.");
    }

    /** Returns the failure of an order under a spend limit, because an unreadable line may be another order. */
    VideoFailure spendNotProven(long line) {
        return failure("cannot prove what was spent: line " + line
                + " is damaged or of a newer version of reel4j, and may be an order that counts towards the spend"
                + " limit. Restore the line from a backup, use the newer version, allow orders of unknown price, which"
                + " count as 0, or name a new journal, which knows no earlier orders.");
    }

    private VideoFailure failure(String what) {
        return VideoFailure.of(FailureKind.JOURNAL_FAILED, "the journal " + file + " " + what);
    }

    /** Returns the failure of an order for which the vendor returned the task of another order. */
    static VideoFailure taskTaken(OrderId order, TaskRef task, OrderId owner) {
        return VideoFailure.of(
                FailureKind.SUBMISSION_UNKNOWN,
                task.provider() + " returned the same task for the orders " + order + " and " + owner + ": " + task
                        + ". The task belongs to " + owner + ", for which it was recorded first. It is unknown whether"
                        + " the vendor also accepted and billed " + order + ". Nothing was sent again."
                        + "\n  Check the vendor's console before you order again.");
    }

    private static String reason(IOException error) {
        String message = error instanceof FileSystemException e ? e.getReason() : error.getMessage();
        return error.getClass().getSimpleName() + (message == null ? "" : ", " + message);
    }
}
