package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several class loaders, paths and processes share one journal. */
@Timeout(120)
class SharedJournalTest {

    private static final int RECORDS = 60;

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("orders.journal");
    }

    private JournalSnapshot read() {
        return FileJournal.at(file()).read().get();
    }

    /** Appends records and returns how many were written. Also called in other class loaders. */
    static int append(String file, int first) {
        int written = 0;
        for (int i = first; i < first + RECORDS; i++) {
            boolean right = FileJournal.at(Path.of(file))
                    .append(SampleEvents.created(i))
                    .isRight();
            written += right && FileJournal.at(Path.of(file)).read().isRight() ? 1 : 0;
        }
        return written;
    }

    private static ClassLoader another() {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(SharedJournalTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static int appendIn(ClassLoader loader, String file, int first) throws Exception {
        Method append = loader.loadClass(SharedJournalTest.class.getName())
                .getDeclaredMethod("append", String.class, int.class);
        append.setAccessible(true);
        return (int) append.invoke(null, file, first);
    }

    private void assertAllWritten(List<Callable<Integer>> writers) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(writers.size());
        try {
            for (var each : pool.invokeAll(writers)) {
                assertThat(each.get()).isEqualTo(RECORDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(read().events()).hasSize(writers.size() * RECORDS).doesNotHaveDuplicates();
        assertThat(read().corruptLines()).isEmpty();
    }

    @Test
    @Tag("fault-149")
    void several_class_loaders_share_a_journal() throws Exception {
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ClassLoader loader = i == 0 ? SharedJournalTest.class.getClassLoader() : another();
            int first = i * RECORDS;
            writers.add(() -> appendIn(loader, file().toString(), first));
        }
        assertAllWritten(writers);
    }

    @Test
    @Tag("fault-149")
    void several_paths_of_one_file_share_its_lock() throws Exception {
        FileJournal.at(file()).ready().get();
        Path symbolic = Files.createSymbolicLink(folder.resolve("symbolic"), file());
        Path hard = Files.createLink(folder.resolve("hard"), file());
        Path relative = Path.of("").toAbsolutePath().relativize(file());
        List<Callable<Integer>> writers = new ArrayList<>();
        List<Path> paths = List.of(file(), symbolic, hard, relative);
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i).toString();
            int first = i * RECORDS;
            writers.add(() -> append(path, first));
        }
        assertAllWritten(writers);
        assertThat(FileJournal.at(hard).read())
                .isEqualTo(FileJournal.at(relative).read());
    }

    @Test
    void a_journal_that_was_moved_away_is_created_again() throws IOException {
        FileJournal journal = FileJournal.at(file());
        journal.append(SampleEvents.created(1)).get();
        Files.move(file(), folder.resolve("old.journal"));
        journal.append(SampleEvents.created(2)).get();
        assertThat(read().events()).containsExactly(SampleEvents.created(2));
    }

    @Test
    @Tag("fault-150")
    void a_task_of_another_process_leaves_the_order_unknown() {
        TaskRef task = SampleEvents.own(1, "one");
        FileJournal mine = FileJournal.at(file());
        FileJournal theirs = FileJournal.at(file());
        mine.append(SampleEvents.created(1)).get();
        theirs.append(SampleEvents.created(2)).get();
        theirs.append(SampleEvents.accepted(2, task)).get();

        VideoFailure failure = mine.append(SampleEvents.accepted(1, task)).getLeft();
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.message())
                .contains(
                        task.toString(),
                        "orders " + SampleEvents.order(1) + " and " + SampleEvents.order(2),
                        "The task belongs to " + SampleEvents.order(2),
                        "whether the vendor also accepted and billed " + SampleEvents.order(1),
                        "Nothing was sent again");
        assertThat(read().events()).endsWith(SampleEvents.accepted(2, task), SampleEvents.unknown(1));
        assertThat(read().orders())
                .extracting(OrderSummary::state)
                .containsExactly(OrderState.UNKNOWN, OrderState.RUNNING);
        assertThat(theirs.append(SampleEvents.accepted(2, task)).isRight()).isTrue();
        assertThat(theirs.append(SampleEvents.completed(task)).isRight()).isTrue();
    }

    @Test
    @Tag("fault-150")
    void a_task_recorded_for_two_orders_belongs_to_the_first() {
        TaskRef task = SampleEvents.own(1, "one");
        List<OrderEvent> records = List.of(
                SampleEvents.created(1),
                SampleEvents.accepted(1, task),
                SampleEvents.created(2),
                SampleEvents.rejected(2, FailureKind.FORBIDDEN),
                SampleEvents.accepted(2, task),
                SampleEvents.resolved(2, Optional.of(task)),
                SampleEvents.downloaded(task, "/v.mp4"));
        assertThat(new JournalSnapshot(records, List.of()).orders())
                .extracting(OrderSummary::state)
                .containsExactly(OrderState.DOWNLOADED, OrderState.UNKNOWN);
    }

    @Test
    void a_task_may_be_recorded_twice_for_one_order() {
        TaskRef task = SampleEvents.own(1, "one");
        for (int i = 0; i < 2; i++) {
            Either<VideoFailure, OrderEvent> result = FileJournal.at(file()).append(SampleEvents.accepted(1, task));
            assertThat(result.isRight()).isTrue();
        }
    }
}
