package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderIntent;
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

/** Orders of unknown outcome that another process left in the journal, and callbacks after its end. */
@Timeout(30)
class RestoredOrdersTest {

    @TempDir
    private Path folder;

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final List<RecoveredOrder> recovered = new ArrayList<>();

    @BeforeEach
    void acmeCallsBack() {
        acme.callbacks = Optional.of(new CallbackReceiverTest.Reader());
    }

    private FileJournal journal() {
        return FileJournal.at(folder.resolve("orders.journal"));
    }

    private List<OrderSummary> journaled() {
        return journal().read().get().orders();
    }

    private VideoClient process(FakeProvider... providers) {
        VideoClient client = TestClients.calledBack(time, journal(), providers);
        client.callbacks().onRecovered(recovered::add);
        return client;
    }

    /** Runs a process that submits an order, loses the response and ends; returns the callback URL. */
    private String lostOrder() {
        acme.generator =
                request -> Either.left(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the connection broke."));
        try (VideoClient earlier = process(acme)) {
            assertThat(catchThrowable(() -> earlier.submit(SampleRequests.text("A kitten"))))
                    .isInstanceOf(VideoException.class);
        }
        return acme.submitted
                .get(acme.submitted.size() - 1)
                .callback()
                .map(URI::getPath)
                .orElseThrow();
    }

    private CallbackResponse receive(VideoClient client, String path, String task) {
        CallbackResponse outcome =
                client.callbacks().receive(path, Map.of(), ("task=" + task).getBytes(StandardCharsets.UTF_8));
        time.passAll();
        return outcome;
    }

    @Test
    @Tag("fault-110")
    void a_confirmed_callback_after_a_restart_resolves_the_order() {
        String address = lostOrder();
        VideoClient later = process(acme);

        assertThat(later.callbacks().restore(journaled()))
                .isEqualTo(journaled())
                .hasSize(1);
        assertThat(receive(later, address, "late")).isEqualTo(CallbackResponse.ACCEPTED);

        assertThat(recovered).hasSize(1);
        assertThat(recovered.get(0).failure().message())
                .contains(journaled().get(0).intent().orElseThrow().order().toString());
        TaskRef task = recovered.get(0).task().ref();
        assertThat(task.id()).isEqualTo("late");
        assertThat(task.fingerprint()).isEqualTo(acme.submitted.get(0).fingerprint());
        assertThat(journaled())
                .singleElement()
                .satisfies(order -> assertThat(order.state()).isEqualTo(OrderState.RUNNING));
        assertThat(journaled().get(0).task()).contains(task);
        assertThat(acme.submitted).as("and it is not ordered again").hasSize(1);
    }

    @Test
    void an_order_that_is_not_restored_stays_unknown() {
        String address = lostOrder();
        VideoClient later = process(acme);

        assertThat(receive(later, address, "late")).isEqualTo(CallbackResponse.ACCEPTED);
        assertThat(recovered).isEmpty();
        assertThat(journaled().get(0).state()).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    void a_task_that_the_vendor_does_not_know_resolves_nothing() {
        String address = lostOrder();
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.TASK_NOT_FOUND, "no such task"));
        VideoClient later = process(acme);
        later.callbacks().restore(journaled());
        receive(later, address, "forged");

        assertThat(recovered).isEmpty();
        assertThat(journaled().get(0).state()).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    @Tag("fault-107")
    void a_journaled_task_of_another_order_resolves_nothing() {
        String address = lostOrder();
        acme.generator = request -> Either.right(SampleRequests.task());
        try (VideoClient earlier = process(acme)) {
            earlier.submit(SampleRequests.text("A puppy"));
        }
        VideoClient later = process(acme);
        int polls = acme.polled;

        assertThat(later.callbacks().restore(journaled())).hasSize(1);
        receive(later, address, SampleRequests.task().id());
        assertThat(recovered).isEmpty();
        assertThat(acme.polled).isEqualTo(polls);
    }

    @Test
    void restoring_does_not_replace_an_order_of_this_process() {
        acme.generator =
                request -> Either.left(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the connection broke."));
        VideoClient client = process(acme);
        assertThat(catchThrowable(() -> client.submit(SampleRequests.text("A kitten"))))
                .isInstanceOf(VideoException.class);
        client.callbacks().restore(journaled());
        receive(client, acme.submitted.get(0).callback().orElseThrow().getPath(), "late");

        assertThat(recovered)
                .singleElement()
                .satisfies(order -> assertThat(order.failure().message()).contains("the connection broke."));
    }

    @Test
    void orders_that_no_callback_can_resolve_are_not_restored() {
        lostOrder();
        FakeProvider mute = new FakeProvider("acme", SampleRequests.plus());
        FakeProvider other = new FakeProvider("zeta", SampleRequests.plus());
        FakeProvider without = new FakeProvider("acme", SampleRequests.animate());
        without.callbacks = acme.callbacks;

        for (FakeProvider each : List.of(mute, other, without)) {
            assertThat(process(each).callbacks().restore(journaled())).isEmpty();
        }
    }

    @Test
    void resolved_and_accepted_orders_are_not_restored() {
        lostOrder();
        OrderIntent lost = journaled().get(0).intent().orElseThrow();
        journal().resolve(new OrderEvent.Resolved(VirtualScheduler.START, lost.order(), Optional.empty(), "ann"));
        assertThat(process(acme).callbacks().restore(journaled())).isEmpty();
    }

    @Test
    void a_wait_for_a_recovered_order_returns_its_video() {
        String address = lostOrder();
        acme.tracker = task -> Either.right(new TaskStatus.Running(Optional.empty()));
        VideoClient later = process(acme);
        later.callbacks().restore(journaled());
        receive(later, address, "late");

        CompletableFuture<GeneratedVideo> video = recovered.get(0).task().toFuture();
        acme.tracker = task -> Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
        time.pass(Duration.ofMinutes(1));
        assertThat(video).isCompletedWithValue(SampleRequests.video());
    }
}
