package io.github.reel4j.provider.pixazo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.Billing;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.PixazoSimulator;
import io.github.reel4j.testkit.simulator.VendorRun;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** What holds for whatever Pixazo may answer, over real HTTP. */
class PixazoAnyReplyPropertiesTest {

    private static final String ID = "task-1";

    private static @Nullable VendorRun run;
    private static @Nullable VideoClient client;

    @BeforeContainer
    static void open() {
        VendorRun started = new VendorRun(PixazoSimulator.builder(), new PixazoProviderFactory());
        run = started;
        client = started.kept(started.builder()
                .set("pixazo.tasks-at-once", "1000000")
                .set("pixazo.requests-per-minute", "1000000")
                .timeline(started.virtualTime())
                .build());
    }

    @AfterContainer
    static void close() {
        run().close();
    }

    private static VendorRun run() {
        return java.util.Objects.requireNonNull(run);
    }

    private static VideoClient client() {
        return java.util.Objects.requireNonNull(client);
    }

    @Provide
    Arbitrary<Operation> operations() {
        return Arbitraries.of(PixazoOrders.OPERATIONS);
    }

    /** Objects of the reply's own keys with values of every kind, at times cut off. */
    @Provide
    Arbitrary<String> replies() {
        Arbitrary<String> values = Arbitraries.of(
                "null",
                "true",
                "0",
                "200",
                "404",
                "500",
                "1e400",
                "[]",
                "{}",
                "[{}]",
                "\"\"",
                "\"\\ud800\"",
                "\"" + ID + "\"",
                "\"another\"",
                "\"../x\"",
                "\"" + VendorRun.KEY + "\"",
                "\"SUCCEEDED\"",
                "\"FAILED\"",
                "\"RUNNING\"",
                "\"PENDING\"",
                "\"UNKNOWN\"",
                "\"COMPLETED\"",
                "\"IN_QUEUE\"",
                "\"Request is still in progress\"",
                "\"https://x.test/v.mp4\"",
                "\"file:///x\"",
                "{\"url\":\"https://x.test/v.mp4\"}",
                "{\"url\":\"https://x.test/v.mp4\",\"width\":-1,\"file_size\":\"big\"}");
        Arbitrary<String> nested = object(
                Arbitraries.of(
                        "task_id", "task_status", "video_url", "url", "code", "message", "width", "duration_seconds"),
                values);
        Arbitrary<String> whole = object(
                Arbitraries.of(
                        "output",
                        "usage",
                        "request_id",
                        "status",
                        "detail",
                        "video",
                        "animation",
                        "estimated_completion_seconds",
                        "error",
                        "message",
                        "code"),
                Arbitraries.oneOf(values, nested, nested));
        return Arbitraries.oneOf(
                whole,
                whole,
                whole.flatMap(
                        text -> Arbitraries.integers().between(0, text.length()).map(end -> text.substring(0, end))));
    }

    private static Arbitrary<String> object(Arbitrary<String> keys, Arbitrary<String> values) {
        return Arbitraries.maps(keys, values).ofMaxSize(5).map(PixazoAnyReplyPropertiesTest::printed);
    }

    private static String printed(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Property
    @Tag("fault-41")
    @Tag("fault-42")
    @Tag("fault-55")
    void any_answer_to_an_order_is_a_task_or_a_failure_that_never_calls_it_unbilled_without_cause(
            @ForAll("operations") Operation operation,
            @ForAll @IntRange(min = 200, max = 599) int status,
            @ForAll boolean fine,
            @ForAll("replies") String body) {
        int sent = fine ? 200 : status;
        run().vendor().nextSubmit(Fault.reply(sent, "application/json", body).beforeAccepting());
        try {
            TaskRef task = client().submit(PixazoOrders.of(operation)).task();
            assertThat(task.id()).matches("[A-Za-z0-9._-]{1,128}");
            assertThat(TaskRef.parse(task.toString())).isEqualTo(task);
        } catch (VideoException e) {
            VideoFailure failure = sound(e);
            boolean refused = sent >= 300 && sent < 500 && sent != 408 && sent != 409 && sent != 302 && sent != 303;
            if (failure.billing() == Billing.NO) {
                assertThat(refused).isTrue();
            } else {
                assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            }
        }
    }

    @Property
    @Tag("fault-41")
    @Tag("fault-45")
    @Tag("fault-53")
    @Tag("fault-55")
    @Tag("fault-62")
    void any_answer_to_a_poll_is_a_status_of_this_task_or_a_failure_that_keeps_it(
            @ForAll("operations") Operation operation,
            @ForAll @IntRange(min = 200, max = 599) int status,
            @ForAll boolean fine,
            @ForAll("replies") String body) {
        TaskRef task = run().task(operation, ID);
        run().vendor().nextPoll(Fault.reply(fine ? 200 : status, "application/json", body));
        try {
            TaskStatus answer = client().status(task);
            assertThat(answer.word()).isNotBlank().doesNotContain(VendorRun.KEY);
            if (answer instanceof TaskStatus.Succeeded succeeded) {
                assertThat(succeeded.video().task()).isEqualTo(task);
                assertThat(succeeded.video().url()).hasScheme("https").hasHost("x.test");
            } else if (answer instanceof TaskStatus.Failed failed) {
                assertThat(failed.failure().kind()).isEqualTo(FailureKind.GENERATION_FAILED);
                assertThat(body).containsPattern("(?i)fail|cancel|error");
                assertThat(failed.failure().toString()).doesNotContain(VendorRun.KEY);
            }
        } catch (VideoException e) {
            VideoFailure failure = sound(e);
            assertThat(failure.task()).contains(task);
            assertThat(failure.billing()).isNotEqualTo(Billing.NO);
            assertThat(failure.kind()).isNotEqualTo(FailureKind.GENERATION_FAILED);
        }
    }

    /** A failure that was meant, of a provider without a defect, and without the key. */
    private static VideoFailure sound(VideoException thrown) {
        assertThat(thrown)
                .hasMessageNotContaining("defect")
                .hasMessageNotContaining(VendorRun.KEY)
                .hasNoCause();
        assertThat(thrown.failure().toString()).doesNotContain(VendorRun.KEY);
        return thrown.failure();
    }
}
