package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.journal.JournalSnapshot;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The journal that orders of this user are written to: the one that is named, or the usual one. */
final class CliJournal {

    private static final String HINTS =
            "\n  In reel: --journal FILE or REEL4J_JOURNAL for another file, --no-journal for none.";

    private final FileJournal journal;
    private final boolean isDefault;

    private CliJournal(FileJournal journal, boolean defaultValue) {
        this.journal = journal;
        this.isDefault = defaultValue;
    }

    /** Empty if nothing is to be written down. */
    static Optional<CliJournal> of(CliContext context, JournalOptions options) {
        return options.none ? Optional.empty() : Optional.of(at(context.settings(), options.file));
    }

    private static CliJournal at(Settings settings, Optional<Path> option) {
        return option.or(() -> settings.find("reel4j", "journal").map(found -> Path.of(found.value())))
                .map(file -> new CliJournal(FileJournal.at(file), false))
                .orElseGet(() -> new CliJournal(FileJournal.at(defaultPath(settings)), true));
    }

    /** Where the XDG base directory specification has the state of programs. */
    private static Path defaultPath(Settings settings) {
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
    OrderJournal openForWriting() {
        if (isDefault) {
            createFolder();
        }
        return journal.ready().getOrElseThrow(problem -> failure(problem.message()));
    }

    /** For tasks that are paid for already: they are followed even where nothing can be written down. */
    static OrderJournal openLenient(CliContext context, JournalOptions options) {
        try {
            return of(context, options).map(CliJournal::openForWriting).orElseGet(OrderJournal::none);
        } catch (VideoException e) {
            context.terminal()
                    .warn("how this ends is not written down: " + e.failure().message());
            return OrderJournal.none();
        }
    }

    /** @throws VideoException if it cannot be read */
    JournalSnapshot read() {
        return journal.read().getOrElseThrow(problem -> failure(problem.message()));
    }

    /** @throws RuntimeException why {@link #resolve} would fail, for people; nothing is written */
    void checkSettleable(OrderEvent.Resolved resolved) {
        var unused = journal.checkResolvable(resolved).getOrElseThrow(CliJournal::asException);
    }

    /** An order that is there. */
    OrderSummary find(OrderId order) {
        return journal.find(order).getOrElseThrow(CliJournal::asException).orElseThrow();
    }

    /** @throws RuntimeException why it could not be, for people */
    void resolve(OrderEvent.Resolved resolved) {
        journal.resolve(resolved).getOrElseThrow(CliJournal::asException);
    }

    /** Why an order is not settled. */
    static RuntimeException asException(VideoFailure problem) {
        return switch (problem.kind()) {
            case JOURNAL_FAILED -> failure(problem.message());
            case INVALID_REQUEST ->
                new CliException(
                        ExitCodes.USAGE,
                        problem.message()
                                + problem.task()
                                        .map(task -> "\n  Its task: " + task)
                                        .orElse(""));
            default -> new VideoException(problem);
        };
    }

    void reportCorruptLines(CliContext context, JournalSnapshot snapshot) {
        if (snapshot.omittedOpen() > 0) {
            context.terminal()
                    .warn(
                            journal.file() + ": " + snapshot.omittedOpen()
                                    + " older orders are open as well, and are left out: so many are not gone through at once.");
        }
        snapshot.corruptLines()
                .forEach(corruptLine -> context.terminal().warn(journal.file() + ": " + corruptLine.describe()));
        context.report()
                .put(
                        "troubles",
                        snapshot.corruptLines().stream()
                                .map(each -> each.describe())
                                .toList());
    }

    Path file() {
        return journal.file();
    }

    /** For its owner alone, where it is not there yet. */
    private void createFolder() {
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
        return new VideoException(VideoFailure.of(FailureKind.JOURNAL_FAILED, message + HINTS));
    }
}
