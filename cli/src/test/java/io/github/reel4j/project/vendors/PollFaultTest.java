package io.github.reel4j.project.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that a failed poll never ends a task, and that its video is downloaded in the end. */
@Tag("long")
class PollFaultTest extends EachVendorTest {

    List<Operation> operations() {
        return vendor().operations();
    }

    Stream<Operation> operations_with_a_task_id_in_the_status() {
        return vendor().operations().stream().filter(vendor().responses()::namesTask);
    }

    Stream<Fault> not_found_responses() {
        return Stream.concat(Stream.of(Fault.http(404)), vendor().responses().unknownTask());
    }

    /** Starts with the not-found responses, which are only retried for a new task. */
    Stream<Fault> faults() {
        return Stream.of(
                        not_found_responses(),
                        Stream.of(
                                Fault.connectionReset(),
                                Fault.connectionClosed(),
                                Fault.silence(),
                                Fault.http(400),
                                Fault.http(402),
                                Fault.http(403),
                                Fault.http(407),
                                Fault.http(408),
                                Fault.http(409),
                                Fault.http(422),
                                Fault.http(429),
                                Fault.http(429).retryAfter("0"),
                                Fault.http(500),
                                Fault.http(502),
                                Fault.http(503),
                                Fault.http(504),
                                Fault.redirect(302, "/elsewhere"),
                                Fault.redirect(308, "/elsewhere"),
                                Fault.emptyBody(),
                                Fault.html(),
                                Fault.cutBody(),
                                Fault.gzip(),
                                Fault.garbage(),
                                Fault.oversizeBody(2 * 1024 * 1024),
                                VendorResponses.ok("null")),
                        vendor().responses().inconclusive())
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("operations")
    @Tag("fault-6")
    @Tag("fault-7")
    @Tag("fault-8")
    @Tag("fault-11")
    @Tag("fault-16")
    @Tag("fault-22")
    @Tag("fault-24")
    @Tag("fault-27")
    @Tag("fault-28")
    @Tag("fault-32")
    @Tag("fault-33")
    @Tag("fault-34")
    @Tag("fault-35")
    @Tag("fault-38")
    @Tag("fault-39")
    @Tag("fault-40")
    @Tag("fault-41")
    @Tag("fault-45")
    @Tag("fault-48")
    @Tag("fault-49")
    void a_task_survives_a_sequence_of_all_poll_faults(Operation operation) {
        faults().forEach(run().vendor()::nextPoll);
        VideoClient client = run().closeAtEnd(run().builder()
                .property(vendor().setting("poll-timeout"), "400ms")
                .scheduler(run().virtualTime())
                .waitTimeout(Duration.ofHours(1))
                .build());
        VideoTask task = client.submit(vendor().order(operation));
        GeneratedVideo video = task.await();
        assertThat(video.url().getPath()).contains(task.ref().id());
        assertThat(run().vendor().ledger().polls()).hasSizeGreaterThan((int) faults().count());
        assertThat(run().vendor().ledger().submits()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_failed_poll_keeps_the_task_and_shows_no_key(Fault fault) {
        VideoClient client = run().closeAtEnd(run().builder()
                .property(vendor().setting("poll-timeout"), "400ms")
                .build());
        TaskRef task = run().task(vendor().operations().get(0), "id-1");
        run().vendor().nextPoll(fault.body("{\"message\":\"key " + VendorTestHarness.KEY + "\"}"));
        try {
            var unused = client.status(task);
        } catch (VideoException e) {
            assertThat(e.task()).contains(task);
            assertThat(e.failure().billingStatus()).isNotEqualTo(BillingStatus.NOT_BILLED);
            assertThat(e.failure().kind()).isNotEqualTo(FailureKind.GENERATION_FAILED);
            assertThat(List.of(e.toString(), e.failure().toString()).toString()).doesNotContain(VendorTestHarness.KEY);
        }
        assertThat(run().vendor().ledger().polls()).hasSize(1);
    }

    @Test
    @Tag("fault-31")
    void a_poll_honors_retry_after() {
        run().vendor().nextPoll(Fault.http(429).retryAfter("300"));
        var time = run().virtualTime();
        VideoClient client = run().closeAtEnd(run().builder()
                .scheduler(time)
                .waitTimeout(Duration.ofHours(9))
                .build());
        var unused = client.submit(vendor().minimalOrder()).await();
        assertThat(time.waits())
                .as("the rest of 300 s, among waits of milliseconds and of 9 hours")
                .anySatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(300)));
        assertThat(run().vendor().ledger().polls())
                .as("2 polls, the last one in 2 requests if the vendor has a result of its own")
                .hasSizeBetween(2, 3);
    }

    @Test
    @Tag("fault-36")
    void a_redirected_poll_does_not_leak_the_key() {
        VideoTask task = run().client().submit(vendor().minimalOrder());
        var unused = run().client().status(task.ref());
        String target = run().vendor().ledger().polls().get(0).target();
        try (Simulator other = vendor().simulator().start()) {
            run().vendor()
                    .nextPoll(
                            Fault.redirect(307, other.baseUrl().resolve(target).toString()));
            assertThat(task.await().url()).isNotNull();
            assertThat(run().vendor().ledger().polls()).hasSizeGreaterThan(2);
            assertThat(other.ledger().requests()).isEmpty();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("operations_with_a_task_id_in_the_status")
    @Tag("fault-62")
    void a_result_of_another_task_is_not_accepted(Operation operation) {
        run().vendor().nextPoll(vendor().responses().successOfAnother());
        VideoTask task = run().client().submit(vendor().order(operation));
        VideoFailure failure = VendorTestHarness.failure(() -> run().client().status(task.ref()));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNEXPECTED_RESPONSE);
        assertThat(failure.message()).contains("another task");
        run().vendor().nextPoll(vendor().responses().successOfAnother());
        assertThat(task.await().url().getPath()).contains(task.ref().id());
    }

    @Test
    @Tag("fault-23")
    void a_rejected_key_ends_the_wait_and_keeps_the_task() {
        run().vendor().nextPoll(Fault.http(401));
        run().vendor().nextPoll(Fault.http(401));
        VideoTask task = run().client().submit(vendor().minimalOrder());
        VideoFailure failure = VendorTestHarness.failure(task::await);
        assertThat(failure.kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(failure.task()).contains(task.ref());
        assertThat(task.await().url()).as("by the same VideoTask").isNotNull();
        assertThat(run().client().resume(task.ref()).await().url()).isNotNull();
    }

    @Test
    @Tag("fault-116")
    void a_key_can_be_rotated_while_a_task_is_polled() {
        AtomicReference<String> key = new AtomicReference<>(VendorTestHarness.KEY);
        VideoClient client = run().closeAtEnd(run().builder()
                .settings(new Settings(
                        Map.of(
                                vendor().setting("base-url"),
                                run().vendor().baseUrl().toString()),
                        name -> name.equals(vendor().setting("api-key")) ? key.get() : null,
                        name -> null))
                .scheduler(run().virtualTime())
                .build());
        VideoTask task = client.submit(vendor().minimalOrder());
        run().vendor().nextPoll(Fault.http(401));
        key.set("the-next-key");
        assertThat(task.await().url()).isNotNull();
        assertThat(run().vendor().ledger().polls())
                .hasSizeGreaterThan(1)
                .allSatisfy(poll -> assertThat(poll.headers().toString())
                        .contains("the-next-key")
                        .doesNotContain(VendorTestHarness.KEY));
        assertThat(run().vendor().ledger().submits())
                .singleElement()
                .satisfies(submit -> assertThat(submit.headers().toString()).contains(VendorTestHarness.KEY));
    }

    @Test
    @Tag("fault-130")
    void a_task_of_any_age_survives_404_pages_of_a_proxy() {
        TaskRef task = run().client().submit(vendor().minimalOrder()).ref();
        TaskRef old = new TaskRef(
                task.provider(),
                task.operation(),
                task.endpoint(),
                task.id(),
                task.fingerprint(),
                Instant.now().minus(Duration.ofHours(5)));
        for (int i = 0; i < 15; i++) {
            run().vendor().nextPoll(Fault.page(404));
        }
        assertThat(run().client().resume(old).await().url()).isNotNull();
    }

    @Test
    @Tag("fault-131")
    void a_task_survives_intermittent_not_found_responses() {
        TaskRef task = run().client().submit(vendor().minimalOrder()).ref();
        for (int i = 0; i < 10; i++) {
            run().vendor().nextPoll(Fault.http(404));
            run().vendor().nextPoll(Fault.http(404));
            run().vendor().nextPoll(Fault.http(404));
            run().vendor().nextPoll(Fault.http(503));
        }
        assertThat(run().client().resume(task).await(Duration.ofHours(3)).url()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("not_found_responses")
    @Tag("fault-25")
    void a_task_unknown_for_2_minutes_is_not_found_and_not_failed(Fault fault) {
        run().vendor().nextPoll(fault);
        TaskRef old = new TaskRef(
                vendor().id(),
                vendor().operations().get(0),
                "any",
                "id-1",
                "0123456789ab",
                Instant.now().minus(Duration.ofMinutes(3)));
        VideoFailure failure =
                VendorTestHarness.failure(() -> run().client().resume(old).await());
        assertThat(failure.kind()).isEqualTo(FailureKind.TASK_NOT_FOUND);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.task()).contains(old);
    }
}
