package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.journal.JournaledOrder;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders of unknown fate that another process left in the journal, and callbacks that come after it is gone. */
@Timeout(30)
class TakenUpOrdersTest {

    @TempDir
    private Path folder;

    private final VirtualTimeline time = new VirtualTimeline();
    private final FakeProvider acme = new FakeProvider("acme", Samples.plus());
    private final List<RecoveredOrder> recovered = new ArrayList<>();

    @BeforeEach
    void acmeCallsBack() {
        acme.callbacks = Optional.of(new CallbackIntakeTest.Reader());
    }

    private FileJournal journal() {
        return FileJournal.at(folder.resolve("orders.journal"));
    }

    private List<JournaledOrder> journaled() {
        return journal().read().get().orders();
    }

    private VideoClient process(FakeProvider... providers) {
        VideoClient client = Clients.calledBack(time, journal(), providers);
        client.callbacks().onRecovered(recovered::add);
        return client;
    }

    /** A process places an order whose answer is lost, and is gone; where its vendor will call back. */
    private String lostOrder() {
        acme.generator =
                request -> Either.left(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the connection broke."));
        try (VideoClient earlier = process(acme)) {
            assertThat(catchThrowable(() -> earlier.submit(Samples.text("A kitten"))))
                    .isInstanceOf(VideoException.class);
        }
        return acme.submitted
                .get(acme.submitted.size() - 1)
                .callback()
                .map(URI::getPath)
                .orElseThrow();
    }

    private CallbackOutcome receive(VideoClient client, String path, String task) {
        CallbackOutcome outcome =
                client.callbacks().receive(path, Map.of(), ("task=" + task).getBytes(StandardCharsets.UTF_8));
        time.passAll();
        return outcome;
    }

    @Test
    @Tag("fault-110")
    void a_callback_after_a_restart_resolves_an_order_of_unknown_fate_once_the_vendor_confirms_it() {
        String address = lostOrder();
        VideoClient later = process(acme);

        assertThat(later.callbacks().takeUp(journaled())).isEqualTo(journaled()).hasSize(1);
        assertThat(receive(later, address, "late")).isEqualTo(CallbackOutcome.ACCEPTED);

        assertThat(recovered).hasSize(1);
        assertThat(recovered.get(0).failure().message())
                .contains(journaled().get(0).intent().orElseThrow().order().toString());
        TaskRef task = recovered.get(0).generation().task();
        assertThat(task.id()).isEqualTo("late");
        assertThat(task.digest()).isEqualTo(acme.submitted.get(0).digest());
        assertThat(journaled())
                .singleElement()
                .satisfies(order -> assertThat(order.state()).isEqualTo(OrderState.RUNNING));
        assertThat(journaled().get(0).task()).contains(task);
        assertThat(acme.submitted).as("and it is not ordered again").hasSize(1);
    }

    @Test
    void without_being_taken_up_such_an_order_stays_unknown() {
        String address = lostOrder();
        VideoClient later = process(acme);

        assertThat(receive(later, address, "late")).isEqualTo(CallbackOutcome.ACCEPTED);
        assertThat(recovered).isEmpty();
        assertThat(journaled().get(0).state()).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    void a_task_that_the_vendor_does_not_know_resolves_nothing() {
        String address = lostOrder();
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.TASK_NOT_FOUND, "no such task"));
        VideoClient later = process(acme);
        later.callbacks().takeUp(journaled());
        receive(later, address, "forged");

        assertThat(recovered).isEmpty();
        assertThat(journaled().get(0).state()).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    @Tag("fault-107")
    void a_task_of_another_order_in_the_journal_is_not_taken_for_a_lost_one() {
        String address = lostOrder();
        acme.generator = request -> Either.right(Samples.task());
        try (VideoClient earlier = process(acme)) {
            earlier.submit(Samples.text("A puppy"));
        }
        VideoClient later = process(acme);
        int asked = acme.asked;

        assertThat(later.callbacks().takeUp(journaled())).hasSize(1);
        receive(later, address, Samples.task().id());
        assertThat(recovered).isEmpty();
        assertThat(acme.asked).isEqualTo(asked);
    }

    @Test
    void an_order_of_this_process_stays_as_it_is() {
        acme.generator =
                request -> Either.left(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the connection broke."));
        VideoClient client = process(acme);
        assertThat(catchThrowable(() -> client.submit(Samples.text("A kitten"))))
                .isInstanceOf(VideoException.class);
        client.callbacks().takeUp(journaled());
        receive(client, acme.submitted.get(0).callback().orElseThrow().getPath(), "late");

        assertThat(recovered)
                .singleElement()
                .satisfies(order -> assertThat(order.failure().message()).contains("the connection broke."));
    }

    @Test
    void what_no_callback_can_resolve_is_not_waited_for() {
        lostOrder();
        FakeProvider mute = new FakeProvider("acme", Samples.plus());
        FakeProvider other = new FakeProvider("zeta", Samples.plus());
        FakeProvider without = new FakeProvider("acme", Samples.animate());
        without.callbacks = acme.callbacks;

        for (FakeProvider each : List.of(mute, other, without)) {
            assertThat(process(each).callbacks().takeUp(journaled())).isEmpty();
        }
    }

    @Test
    void what_is_settled_or_answered_is_left_alone() {
        lostOrder();
        OrderIntent lost = journaled().get(0).intent().orElseThrow();
        journal().settle(new OrderRecord.Settled(VirtualTimeline.START, lost.order(), Optional.empty(), "ann"));
        assertThat(process(acme).callbacks().takeUp(journaled())).isEmpty();
    }

    @Test
    void whoever_waits_for_a_recovered_order_gets_its_video() {
        String address = lostOrder();
        acme.tracker = task -> Either.right(new TaskStatus.Running(Optional.empty()));
        VideoClient later = process(acme);
        later.callbacks().takeUp(journaled());
        receive(later, address, "late");

        CompletableFuture<GeneratedVideo> video = recovered.get(0).generation().toFuture();
        acme.tracker = task -> Either.right(new TaskStatus.Succeeded(Samples.video()));
        time.pass(Duration.ofMinutes(1));
        assertThat(video).isCompletedWithValue(Samples.video());
    }
}
