package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.journal.JournalReading;
import io.github.reel4j.journal.JournaledOrder;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskJournal;
import io.github.reel4j.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The journal that orders of this user are written to: the one that is named, or the usual one. */
final class OrderJournal {

    private static final String WAYS =
            "\n  In reel: --journal FILE or REEL4J_JOURNAL for another file, --no-journal for none.";

    private final FileJournal journal;
    private final boolean usual;

    private OrderJournal(FileJournal journal, boolean usual) {
        this.journal = journal;
        this.usual = usual;
    }

    /** Empty if nothing is to be written down. */
    static Optional<OrderJournal> of(Session session, JournalOptions options) {
        return options.none ? Optional.empty() : Optional.of(named(session.settings(), options.file));
    }

    private static OrderJournal named(Settings settings, Optional<Path> option) {
        return option.or(() -> settings.find("reel4j", "journal").map(found -> Path.of(found.value())))
                .map(file -> new OrderJournal(FileJournal.at(file), false))
                .orElseGet(() -> new OrderJournal(FileJournal.at(usual(settings)), true));
    }

    /** Where the XDG base directory specification has the state of programs. */
    private static Path usual(Settings settings) {
        return settings.environment("XDG_STATE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> settings.environment("HOME")
                        .or(() -> settings.find("user", "home").map(Settings.Found::value))
                        .map(home -> Path.of(home, ".local", "state")))
                .map(state -> state.resolve("reel4j").resolve("orders.journal"))
                .orElseThrow(() -> failure("there is no home folder to keep the journal of orders in."));
    }

    /**
     * The journal, once it is known that it can be written.
     *
     * @throws VideoException if it cannot; nothing has been ordered then
     */
    TaskJournal toWrite() {
        if (usual) {
            makeFolder();
        }
        return journal.ready().getOrElseThrow(problem -> failure(problem.message()));
    }

    /** For tasks that are paid for already: they are followed even where nothing can be written down. */
    static TaskJournal forNotes(Session session, JournalOptions options) {
        try {
            return of(session, options).map(OrderJournal::toWrite).orElseGet(TaskJournal::none);
        } catch (VideoException e) {
            session.terminal()
                    .warn("how this ends is not written down: " + e.failure().message());
            return TaskJournal.none();
        }
    }

    /** @throws VideoException if it cannot be read */
    JournalReading read() {
        return journal.read().getOrElseThrow(problem -> failure(problem.message()));
    }

    /** @throws RuntimeException why {@link #settle} would fail, for people; nothing is written */
    void checkSettleable(OrderRecord.Settled settled) {
        var unused = journal.settleable(settled).getOrElseThrow(OrderJournal::refusal);
    }

    /** An order that is there. */
    JournaledOrder find(OrderId order) {
        return journal.find(order).getOrElseThrow(OrderJournal::refusal).orElseThrow();
    }

    /** @throws RuntimeException why it could not be, for people */
    void settle(OrderRecord.Settled settled) {
        journal.settle(settled).getOrElseThrow(OrderJournal::refusal);
    }

    /** Why an order is not settled. */
    static RuntimeException refusal(VideoFailure problem) {
        return switch (problem.kind()) {
            case JOURNAL_FAILED -> failure(problem.message());
            case INVALID_REQUEST ->
                new RefusedException(
                        ExitCodes.USAGE,
                        problem.message()
                                + problem.task()
                                        .map(task -> "\n  Its task: " + task)
                                        .orElse(""));
            default -> new VideoException(problem);
        };
    }

    void tellTroubles(Session session, JournalReading reading) {
        if (reading.omittedOpen() > 0) {
            session.terminal()
                    .warn(
                            journal.file() + ": " + reading.omittedOpen()
                                    + " older orders are open as well, and are left out: so many are not gone through at once.");
        }
        reading.troubles().forEach(trouble -> session.terminal().warn(journal.file() + ": " + trouble.describe()));
        session.report()
                .put(
                        "troubles",
                        reading.troubles().stream().map(each -> each.describe()).toList());
    }

    Path file() {
        return journal.file();
    }

    /** For its owner alone, where it is not there yet. */
    private void makeFolder() {
        Path folder = journal.file().getParent();
        if (folder == null || Files.isDirectory(folder, new LinkOption[0])) {
            return;
        }
        try {
            Files.createDirectories(folder, ownerOnly(folder));
        } catch (IOException e) {
            throw failure("the folder " + folder + ", for the journal of orders, cannot be made: "
                    + e.getClass().getSimpleName() + ". Make it yourself, writable for this user.");
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static VideoException failure(String message) {
        return new VideoException(VideoFailure.of(FailureKind.JOURNAL_FAILED, message + WAYS));
    }
}
