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
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The file journal that a command uses: the one of {@code --journal}, of the settings, or the default one. */
final class CliJournal {

    private static final String HINTS =
            "\n  To use another file: --journal FILE or REEL4J_JOURNAL." + " To order without a journal: --no-journal.";

    private final FileJournal journal;
    private final boolean isDefault;

    private CliJournal(FileJournal journal, boolean isDefault) {
        this.journal = journal;
        this.isDefault = isDefault;
    }

    /** Returns the journal; empty with {@code --no-journal}. */
    static Optional<CliJournal> of(CliContext context, JournalOptions options) {
        return options.disabled ? Optional.empty() : Optional.of(at(context.settings(), options.file));
    }

    private static CliJournal at(Settings settings, Optional<Path> option) {
        return option.or(() -> settings.find("reel4j", "journal").map(found -> Path.of(found.value())))
                .map(file -> new CliJournal(FileJournal.at(file), false))
                .orElseGet(() -> new CliJournal(FileJournal.at(defaultPath(settings)), true));
    }

    /** Returns the file in the state folder of the XDG base directory specification. */
    private static Path defaultPath(Settings settings) {
        return settings.environment("XDG_STATE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> settings.environment("HOME")
                        .or(() -> settings.find("user", "home").map(Settings.Found::value))
                        .map(home -> Path.of(home, ".local", "state")))
                .map(state -> state.resolve("reel4j").resolve("orders.journal"))
                .orElseThrow(() -> failure(
                        "the journal has no default file, because neither XDG_STATE_HOME nor HOME" + " is set."));
    }

    /**
     * Checks before an order that the journal can be written, and returns it.
     *
     * @throws VideoException if it cannot be written
     */
    OrderJournal openForOrder() {
        return open().getOrElseThrow(problem -> failure(problem + " Nothing was sent, nothing was billed."));
    }

    private Either<String, OrderJournal> open() {
        Optional<String> noFolder = isDefault ? createFolder() : Optional.empty();
        return noFolder.isPresent()
                ? Either.left(noFolder.get())
                : journal.ready().mapLeft(VideoFailure::message);
    }

    /** Returns the journal, or one that records nothing if it cannot be written: paid tasks are fetched anyway. */
    static OrderJournal openLenient(CliContext context, JournalOptions options) {
        try {
            return of(context, options)
                    .map(each -> each.open().getOrElseThrow(CliJournal::failure))
                    .orElseGet(OrderJournal::none);
        } catch (VideoException e) {
            context.terminal()
                    .warn("the result will not be recorded: " + e.failure().message());
            return OrderJournal.none();
        }
    }

    /** @throws VideoException if it cannot be read */
    JournalSnapshot read() {
        return journal.read().getOrElseThrow(failure -> failure(failure.message()));
    }

    /** @throws VideoException if it cannot be read */
    JournalSnapshot readAll() {
        return journal.readAll().getOrElseThrow(failure -> failure(failure.message()));
    }

    /** Returns the journal without a check whether it can be written, for a client that only quotes. */
    OrderJournal forQuotes() {
        return journal;
    }

    /** @throws RuntimeException if {@link #resolve} would fail; nothing is written in either case */
    void checkResolvable(OrderEvent.Resolved resolved) {
        var unused = journal.checkResolvable(resolved).getOrElseThrow(CliJournal::asException);
    }

    /** Returns an order that is known to exist. */
    OrderSummary find(OrderId order) {
        return journal.find(order).getOrElseThrow(CliJournal::asException).orElseThrow();
    }

    /** @throws RuntimeException if the order cannot be resolved this way, or the file cannot be written */
    void resolve(OrderEvent.Resolved resolved) {
        journal.resolve(resolved).getOrElseThrow(CliJournal::asException);
    }

    private static RuntimeException asException(VideoFailure failure) {
        return switch (failure.kind()) {
            case JOURNAL_FAILED -> failure(failure.message());
            case INVALID_REQUEST ->
                new CliException(
                        ExitCodes.USAGE,
                        failure.message()
                                + failure.task()
                                        .map(task -> "\n  Its task: " + task)
                                        .orElse(""));
            default -> new VideoException(failure);
        };
    }

    /** Warns of corrupt lines and of orders that the snapshot omits. */
    void reportCorruptLines(CliContext context, JournalSnapshot snapshot) {
        if (snapshot.omittedOpen() > 0) {
            context.terminal()
                    .warn(journal.file() + ": " + snapshot.omittedOpen()
                            + " older unfinished orders are omitted, because there are too many for one run.");
        }
        snapshot.corruptLines()
                .forEach(corruptLine -> context.terminal().warn(journal.file() + ": " + corruptLine.describe()));
        context.report()
                .put(
                        "corrupt_lines",
                        snapshot.corruptLines().stream()
                                .map(each -> each.describe())
                                .toList());
    }

    Path file() {
        return journal.file();
    }

    /** Creates the journal's folder, accessible for its owner only, unless it exists. Returns why it cannot. */
    private Optional<String> createFolder() {
        Path folder = journal.file().getParent();
        if (folder == null || Files.isDirectory(folder, new LinkOption[0])) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(folder, ownerOnly(folder));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the folder " + folder + " for the journal cannot be created ("
                    + e.getClass().getSimpleName() + "). Create it yourself, writable for this user.");
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
