package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.AdmissionResult;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.JournalAdmissionRule;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The spend limit as a journal checks it, in one step with recording the order. */
@Timeout(120)
class SpendAdmissionTest {

    private static final Instant NOW = VirtualScheduler.START;
    private static final Duration DAY = Duration.ofHours(24);
    private static final SpendLimit LIMIT = new SpendLimit(Money.usd("1.00"), DAY);
    private static final List<JournalAdmissionRule> RULES = List.of(new JournalAdmissionRule.SpendWithin(LIMIT, false));

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("orders.journal");
    }

    private FileJournal journal() {
        return FileJournal.at(file());
    }

    private static OrderEvent.Created created(int number, Instant at, String price) {
        Optional<Money> money =
                Optional.of(price).filter(each -> !each.isEmpty()).map(Money::parse);
        return new OrderEvent.Created(
                at,
                new OrderIntent(
                        order(number),
                        ProviderId.of("acme"),
                        Operation.TEXT_TO_VIDEO,
                        "plus",
                        "f",
                        new ExpectedPrice(money, money)));
    }

    private static OrderId order(int number) {
        return new OrderId(new UUID(9, number));
    }

    private static OrderEvent result(int number, SubmitOutcome outcome) {
        return new OrderEvent.Submitted(NOW, order(number), outcome);
    }

    private static SubmitOutcome rejected() {
        return new SubmitOutcome.Rejected(FailureKind.FORBIDDEN);
    }

    private static SubmitOutcome accepted(int number) {
        return new SubmitOutcome.Accepted(created(number, NOW, "1").intent().task("task-" + number, NOW));
    }

    private static boolean admitted(Either<VideoFailure, AdmissionResult> result) {
        return result.get() instanceof AdmissionResult.Admitted;
    }

    private static boolean admits(FileJournal journal, int number, Instant at, String price) {
        return admitted(journal.admit(created(number, at, price), RULES));
    }

    @Test
    void orders_are_admitted_up_to_the_limit() {
        FileJournal journal = journal();
        assertThat(admits(journal, 1, NOW, "0.60")).isTrue();
        assertThat(admits(journal, 2, NOW, "0.40")).isTrue();
        Either<VideoFailure, AdmissionResult> third = journal.admit(created(3, NOW.plusSeconds(60), "0.50"), RULES);

        assertThat(third.get())
                .isEqualTo(new AdmissionResult.OverBudget(LIMIT, Money.usd("1.00"), Optional.of(DAY.minusSeconds(60))));
        assertThat(journal.readAll().get().orders()).hasSize(2);
    }

    @Test
    void the_check_alone_writes_nothing() {
        FileJournal journal = journal();
        assertThat(admitted(journal.checkAdmission(created(1, NOW, "0.60"), RULES)))
                .isTrue();
        assertThat(file()).doesNotExist();
        admits(journal, 1, NOW, "0.60");
        assertThat(admitted(journal.checkAdmission(created(2, NOW, "0.60"), RULES)))
                .isFalse();
        assertThat(admitted(journal.checkAdmission(created(2, NOW, "0.40"), RULES)))
                .isTrue();
        assertThat(journal.readAll().get().orders()).hasSize(1);
    }

    @Test
    @Tag("fault-209")
    void another_instance_counts_the_orders_of_the_file() {
        FileJournal first = journal();
        FileJournal second = journal();
        assertThat(admits(first, 1, NOW, "0.50")).isTrue();
        assertThat(admits(second, 2, NOW, "0.50")).isTrue();
        assertThat(admits(first, 3, NOW, "0.01")).isFalse();
        assertThat(admits(journal(), 4, NOW, "0.01")).isFalse();
        assertThat(admits(journal(), 5, NOW.plus(DAY), "0.01")).isTrue();
    }

    @Test
    @Tag("fault-209")
    void orders_that_were_recorded_without_a_limit_count_too() {
        FileJournal journal = journal();
        journal.append(created(1, NOW, "0.70"));
        assertThat(admits(journal, 2, NOW, "0.40")).isFalse();
        journal.append(created(3, NOW, ""));
        journal.append(created(4, NOW, "500 EUR"));
        assertThat(admits(journal, 5, NOW, "0.30")).isTrue();
    }

    @Test
    @Tag("fault-210")
    void only_orders_that_were_not_accepted_give_room_back() {
        FileJournal journal = journal();
        admits(journal, 1, NOW, "1.00");
        journal.append(result(1, new SubmitOutcome.Indeterminate()));
        assertThat(admits(journal, 2, NOW, "0.01")).isFalse();
        assertThat(journal.resolve(new OrderEvent.Resolved(NOW, order(1), Optional.empty(), "Ann"))
                        .isRight())
                .isTrue();
        assertThat(admits(journal, 3, NOW, "1.00")).isTrue();
        journal.append(result(3, rejected()));
        assertThat(admits(journal, 4, NOW, "1.00")).isTrue();
        journal.append(result(4, accepted(4)));
        journal.append(result(4, rejected()));
        assertThat(admits(journal, 5, NOW, "0.01")).isFalse();
        journal.append(result(3, accepted(3)));
        assertThat(admits(journal, 6, NOW.plusSeconds(1), "0.01")).isFalse();
    }

    @Test
    void limits_of_several_clients_are_counted_apart() {
        FileJournal journal = journal();
        List<JournalAdmissionRule> hourly = List.of(
                new JournalAdmissionRule.SpendWithin(new SpendLimit(Money.usd("0.30"), Duration.ofHours(1)), false));
        admits(journal, 1, NOW.minus(Duration.ofHours(2)), "0.50");
        assertThat(admitted(journal.admit(created(2, NOW, "0.30"), hourly))).isTrue();
        assertThat(admitted(journal.admit(created(3, NOW, "0.01"), hourly))).isFalse();
        assertThat(admits(journal, 4, NOW, "0.20")).isTrue();
        assertThat(admits(journal, 5, NOW, "0.01")).isFalse();
        for (int i = 1; i < 20; i++) { // more limits than are kept
            List<JournalAdmissionRule> other = List.of(
                    new JournalAdmissionRule.SpendWithin(new SpendLimit(Money.usd("1.00"), DAY.plusSeconds(i)), false));
            assertThat(admitted(journal.admit(created(100 + i, NOW, "0.01"), other)))
                    .isFalse();
        }
        assertThat(admits(journal, 6, NOW, "0.01")).isFalse();
    }

    @Test
    @Tag("fault-212")
    void a_clock_that_goes_back_reads_the_orders_again() {
        FileJournal journal = journal();
        admits(journal, 1, NOW, "0.90");
        assertThat(admits(journal, 2, NOW.plus(DAY.multipliedBy(30)), "0.90")).isTrue();
        assertThat(admits(journal, 3, NOW, "0.20")).isFalse();
        assertThat(admits(journal, 4, NOW.plus(DAY.multipliedBy(30)), "0.10")).isTrue();
    }

    @Test
    @Tag("fault-213")
    void an_unreadable_line_may_be_an_order_in_the_window() throws IOException {
        journal().append(created(1, NOW, "0.10"));
        Files.writeString(file(), "garbage\n", StandardOpenOption.APPEND);
        Either<VideoFailure, AdmissionResult> result = journal().admit(created(2, NOW, "0.10"), RULES);
        assertThat(result.getLeft().kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(result.getLeft().message()).contains("line 3 is damaged or of a newer version");
        assertThat(admitted(journal()
                        .admit(created(2, NOW, "0.10"), List.of(new JournalAdmissionRule.SpendWithin(LIMIT, true)))))
                .isTrue();
        assertThat(journal().admit(created(3, NOW, "0.10"), RULES).isLeft()).isTrue();
        assertThat(admits(journal(), 4, NOW.plus(DAY), "1.00")).isTrue();
    }

    @Test
    @Tag("fault-213")
    void a_line_that_was_torn_by_a_crash_is_no_order() throws IOException {
        admits(journal(), 1, NOW, "0.50");
        String text = Files.readString(file());
        Files.writeString(
                file(), text + text.lines().skip(1).findFirst().orElseThrow().substring(0, 40));
        assertThat(admits(journal(), 2, NOW, "0.50")).isTrue();
        assertThat(admits(journal(), 3, NOW, "0.01")).isFalse();
    }

    @Test
    void a_large_journal_is_read_without_the_lock_and_counted_whole() throws IOException {
        StringBuilder lines = new StringBuilder(JournalFileCheck.HEADER);
        for (int i = 0; i < 100_000; i++) {
            Instant at = i % 35_000 == 7 ? NOW : NOW.minus(DAY.multipliedBy(400));
            lines.append(JournalLine.format(created(i, at, "0.30"))).append('\n');
        }
        Files.writeString(file(), lines);
        assertThat(Files.size(file())).isGreaterThan(16 << 20);
        FileJournal journal = journal();
        assertThat(admits(journal, 100_001, NOW, "0.11")).isFalse();
        assertThat(admits(journal, 100_002, NOW, "0.10")).isTrue();
        assertThat(admits(journal, 100_003, NOW, "0.01")).isFalse();
    }

    /** Compares each decision with one that is computed from all orders of the file. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void decisions_agree_with_the_orders_of_the_file(long seed) {
        Random random = new Random(seed);
        List<FileJournal> journals = new ArrayList<>(List.of(journal(), journal()));
        Map<Integer, Instant> times = new HashMap<>();
        Instant now = NOW;
        for (int i = 0; i < 150; i++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(-60, 300)));
            FileJournal journal = journals.get(random.nextInt(2));
            Instant cutoff = now.minus(DAY);
            long cents = journal().readAll().get().orders().stream()
                            .filter(each -> each.at().isAfter(cutoff) && each.state() != OrderState.REJECTED)
                            .count()
                    * 20;
            boolean admitted = admits(journal, i, now, "0.20");
            assertThat(admitted)
                    .as("order %d at %s after %d cents", i, now, cents)
                    .isEqualTo(cents + 20 <= 100);
            if (admitted) {
                times.put(i, now);
                switch (random.nextInt(3)) {
                    case 0 -> journals.get(random.nextInt(2)).append(result(i, rejected()));
                    case 1 -> journals.get(random.nextInt(2)).append(result(i, accepted(i)));
                    default -> {}
                }
            }
            if (random.nextInt(20) == 0) {
                journals.set(0, journal());
            }
        }
        assertThat(times).isNotEmpty();
    }
}
