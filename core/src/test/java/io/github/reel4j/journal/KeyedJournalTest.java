package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.AdmissionResult;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.JournalAdmissionRule;
import io.github.reel4j.model.KeyedOrder;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders with a key in a file journal. */
@Timeout(120)
class KeyedJournalTest {

    private static final List<JournalAdmissionRule> UNIQUE = List.of(new JournalAdmissionRule.UniqueKey());
    private static final OrderKey KEY = OrderKey.of("invoice-4711%+=~/:");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("orders.journal");
    }

    private FileJournal journal() {
        return FileJournal.at(file());
    }

    private static OrderEvent.Created created(int number, OrderKey key) {
        OrderIntent intent = ((OrderEvent.Created) SampleEvents.created(number)).intent();
        return new OrderEvent.Created(
                VirtualScheduler.START,
                intent.withKeyClaim(OrderKeyClaim.of(key, SampleRequests.text("order " + key))));
    }

    private static AdmissionResult admit(FileJournal journal, int number, OrderKey key) {
        return journal.admit(created(number, key), UNIQUE).get();
    }

    private static boolean isAdmitted(FileJournal journal, int number, OrderKey key) {
        return admit(journal, number, key) instanceof AdmissionResult.Admitted;
    }

    private static Optional<SubmitOutcome> outcome(FileJournal journal, OrderKey key) {
        return journal.findByKey(key).get().orElseThrow().outcome();
    }

    @Test
    void a_key_is_admitted_once_and_found_later() {
        FileJournal journal = journal();
        assertThat(journal.findByKey(KEY).get()).isEmpty();
        assertThat(admit(journal, 1, KEY)).isEqualTo(new AdmissionResult.Admitted(created(1, KEY)));
        KeyedOrder first =
                new KeyedOrder(VirtualScheduler.START, created(1, KEY).intent(), Optional.empty());
        assertThat(admit(journal, 2, KEY)).isEqualTo(new AdmissionResult.KeyInUse(first));
        assertThat(admit(journal(), 3, KEY)).isEqualTo(new AdmissionResult.KeyInUse(first));
        assertThat(journal().findByKey(KEY).get()).contains(first);
        assertThat(isAdmitted(journal, 4, OrderKey.of("invoice-4712"))).isTrue();
        assertThat(journal.read().get().orders())
                .extracting(OrderSummary::key)
                .containsExactly(Optional.of(KEY), Optional.of(OrderKey.of("invoice-4712")));
    }

    @Test
    void a_key_has_the_outcome_of_its_order() {
        FileJournal journal = journal();
        admit(journal, 1, KEY);
        journal.append(SampleEvents.unknown(1)).get();
        assertThat(outcome(journal, KEY)).contains(new SubmitOutcome.Indeterminate());
        TaskRef task = SampleEvents.own(1, "one");
        journal().append(SampleEvents.accepted(1, task)).get();
        journal()
                .append(SampleEvents.failed(task, FailureKind.GENERATION_FAILED))
                .get();
        assertThat(outcome(journal, KEY)).contains(new SubmitOutcome.Accepted(task));
        assertThat(outcome(journal(), KEY)).contains(new SubmitOutcome.Accepted(task));
        assertThat(isAdmitted(journal, 2, KEY)).isFalse();
    }

    @Test
    @Tag("fault-201")
    void a_rejected_order_frees_its_key() {
        FileJournal journal = journal();
        admit(journal, 1, KEY);
        journal().append(SampleEvents.rejected(1, FailureKind.UNREACHABLE)).get();
        assertThat(journal.findByKey(KEY).get()).isEmpty();
        assertThat(isAdmitted(journal, 2, KEY)).isTrue();
        assertThat(isAdmitted(journal, 3, KEY)).isFalse();
        TaskRef late = SampleEvents.own(1, "late");
        journal.append(SampleEvents.rejected(2, FailureKind.UNREACHABLE)).get();
        journal.append(SampleEvents.accepted(1, late)).get(); // a callback contradicts the rejection
        assertThat(outcome(journal, KEY)).contains(new SubmitOutcome.Accepted(late));
        assertThat(isAdmitted(journal, 4, KEY)).isFalse();
    }

    /** The process that sent the order was still waiting for the response when a person resolved it. */
    @Test
    @Tag("fault-201")
    void a_late_unknown_outcome_does_not_undo_a_resolution() {
        FileJournal journal = journal();
        admit(journal, 1, KEY);
        journal.resolve(SampleEvents.resolved(1, Optional.empty())).get();
        journal.append(SampleEvents.unknown(1)).get();
        assertThat(journal.findByKey(KEY).get()).isEmpty();
        assertThat(isAdmitted(journal, 2, KEY)).isTrue();
    }

    @Test
    @Tag("fault-201")
    void a_resolved_order_frees_its_key_or_gives_its_task() {
        FileJournal journal = journal();
        admit(journal, 1, KEY);
        journal.resolve(SampleEvents.resolved(1, Optional.empty())).get();
        assertThat(isAdmitted(journal, 2, KEY)).isTrue();
        TaskRef task = SampleEvents.own(2, "two");
        journal.resolve(SampleEvents.resolved(2, Optional.of(task))).get();
        assertThat(outcome(journal, KEY)).contains(new SubmitOutcome.Accepted(task));
    }

    @Test
    @Tag("fault-204")
    void a_torn_line_hides_no_key_and_a_damaged_line_may() throws IOException {
        FileJournal journal = journal();
        admit(journal, 1, KEY);
        Files.writeString(file(), "1 created at=2026", StandardOpenOption.APPEND);
        OrderKey other = OrderKey.of("other");
        assertThat(isAdmitted(journal, 2, other)).isTrue();
        Files.writeString(file(), "1 created at=2026 damaged\n", StandardOpenOption.APPEND);

        VideoFailure failure =
                journal.admit(created(3, OrderKey.of("third")), UNIQUE).getLeft();
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.message()).contains("'third'", "line 5 is damaged");
        assertThat(admit(journal, 4, other)).isInstanceOf(AdmissionResult.KeyInUse.class);
        assertThat(journal.append(SampleEvents.created(5)).isRight()).isTrue();
    }

    @Test
    void a_line_that_was_changed_after_it_was_read_is_reported() throws IOException {
        FileJournal journal = journal();
        admit(journal, 1, KEY);
        admit(journal, 2, OrderKey.of("other")); // the end of the file must not change
        String text = Files.readString(file());
        Files.writeString(file(), text.replaceFirst("at=20", "at=30"));

        VideoFailure failure = journal.findByKey(KEY).getLeft();
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.message())
                .isEqualTo("the journal " + file() + " has a line that was changed after this program read it. Do not"
                        + " edit the journal; restart this program, which reads the file again.");
        assertThat(journal.admit(created(3, KEY), UNIQUE).getLeft()).isEqualTo(failure);
    }

    @Test
    void a_complete_last_line_without_its_end_is_read() throws IOException {
        admit(journal(), 1, KEY);
        String text = Files.readString(file());
        Files.writeString(file(), text.substring(0, text.length() - 1));
        assertThat(isAdmitted(journal(), 2, KEY)).isFalse();
        assertThat(journal().read().get().corruptLines()).isEmpty();
    }

    @Test
    void an_old_key_in_a_large_journal_is_found() throws IOException {
        FileJournal early = journal();
        admit(early, -1, KEY);
        try (Writer text = Files.newBufferedWriter(file(), StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND)) {
            for (int number = 0; number < 45_000; number++) {
                TaskRef task = SampleEvents.own(number, "task-" + number);
                text.write(JournalLine.format(SampleEvents.created(number)) + "\n");
                text.write(JournalLine.format(SampleEvents.accepted(number, task)) + "\n");
            }
        }
        assertThat(Files.size(file())).isGreaterThan(16 << 20);
        FileJournal late = journal();
        assertThat(isAdmitted(late, -2, KEY)).isFalse();
        assertThat(isAdmitted(late, -3, OrderKey.of("other"))).isTrue();
        assertThat(isAdmitted(early, -4, KEY)).isFalse();
        assertThat(isAdmitted(early, -5, OrderKey.of("other"))).isFalse();
    }

    @Test
    @Tag("fault-205")
    void a_file_that_replaces_the_journal_has_its_own_keys() throws IOException {
        FileJournal journal = journal();
        admit(journal, 1, KEY);
        Files.move(file(), folder.resolve("old.journal"));
        assertThat(journal.findByKey(KEY).get()).isEmpty();
        assertThat(isAdmitted(journal, 2, KEY)).isTrue();
    }

    @Test
    @Tag("fault-205")
    void a_file_with_the_identity_of_a_deleted_one_has_its_own_keys() throws IOException {
        FileJournal journal = journal();
        admit(journal, 1, KEY);
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        OrderKey other = OrderKey.of("other");
        for (int number = 10; number < 13; number++) {
            admit(journal(), number, number == 10 ? other : OrderKey.of("key-" + number));
        }
        assertThat(isAdmitted(journal, 2, other)).isFalse();
        assertThat(isAdmitted(journal, 3, KEY)).isTrue();
    }

    @Test
    void a_file_that_is_no_journal_is_a_failure() throws IOException {
        Files.writeString(file(), "something else\n");
        assertThat(journal().findByKey(KEY).getLeft().kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(journal().admit(created(1, KEY), UNIQUE).getLeft().kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(Files.readString(file())).isEqualTo("something else\n");
    }

    /** Admits 30 keys and returns how many were free. Also called in other class loaders. */
    static int admitAll(String file, int first) {
        FileJournal journal = FileJournal.at(Path.of(file));
        int admitted = 0;
        for (int i = 0; i < 30; i++) {
            admitted += isAdmitted(journal, first + i, OrderKey.of("key-" + i)) ? 1 : 0;
        }
        return admitted;
    }

    private static int admitAllIn(ClassLoader loader, String file, int first) throws Exception {
        Method admit = loader.loadClass(KeyedJournalTest.class.getName())
                .getDeclaredMethod("admitAll", String.class, int.class);
        admit.setAccessible(true);
        return (int) admit.invoke(null, file, first);
    }

    private static ClassLoader another() {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(KeyedJournalTest::url)
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

    @Test
    @Tag("fault-203")
    void racing_class_loaders_admit_each_key_once() throws Exception {
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ClassLoader loader = i % 2 == 0 ? KeyedJournalTest.class.getClassLoader() : another();
            int first = i * 100;
            writers.add(() -> admitAllIn(loader, file().toString(), first));
        }
        ExecutorService pool = Executors.newFixedThreadPool(writers.size());
        try {
            int admitted = 0;
            for (var each : pool.invokeAll(writers)) {
                admitted += each.get();
            }
            assertThat(admitted).isEqualTo(30);
        } finally {
            pool.shutdownNow();
        }
        assertThat(journal().read().get().orders()).hasSize(30);
    }

    /** Compares the keys with the orders that the journal lists, for several journals on one file. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keys_and_listed_orders_agree(long seed) {
        Random random = new Random(seed);
        List<FileJournal> journals = List.of(journal(), journal());
        Map<Integer, OrderKey> sent = new HashMap<>();
        for (int step = 0; step < 60; step++) {
            FileJournal journal = random.nextInt(10) == 0 ? journal() : journals.get(random.nextInt(2));
            OrderKey key = OrderKey.of("k" + random.nextInt(5));
            int number = random.nextInt(step + 1);
            if (random.nextInt(3) == 0) {
                boolean free = liveOrders(key).isEmpty();
                assertThat(isAdmitted(journal, step, key)).isEqualTo(free);
                if (free) {
                    sent.put(step, key);
                }
            } else if (sent.containsKey(number)) {
                append(journal, number, random);
            }
            List<OrderSummary> live = liveOrders(key);
            Either<VideoFailure, Optional<KeyedOrder>> found = journal.findByKey(key);
            assertThat(found.get().isPresent()).isEqualTo(!live.isEmpty());
            live.stream()
                    .flatMap(order -> order.task().stream())
                    .findAny()
                    .ifPresent(task -> assertThat(
                                    found.get().orElseThrow().outcome().orElseThrow())
                            .isInstanceOf(SubmitOutcome.Accepted.class));
        }
    }

    private List<OrderSummary> liveOrders(OrderKey key) {
        return journal().read().get().orders().stream()
                .filter(order -> order.key().equals(Optional.of(key)) && order.state() != OrderState.REJECTED)
                .toList();
    }

    private static void append(FileJournal journal, int number, Random random) {
        TaskRef task = SampleEvents.own(number, "task-" + number);
        var unused = switch (random.nextInt(4)) {
            case 0 -> journal.append(SampleEvents.accepted(number, task));
            case 1 -> journal.append(SampleEvents.rejected(number, FailureKind.FORBIDDEN));
            case 2 -> journal.append(SampleEvents.completed(task));
            default ->
                journal.resolve(
                        SampleEvents.resolved(number, random.nextBoolean() ? Optional.of(task) : Optional.empty()));
        };
    }
}
