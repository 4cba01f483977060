package io.github.reel4j.project.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Properties that hold for any response of a vendor, over real HTTP. */
@Tag("long")
class AnyResponsePropertiesTest {

    private static final List<String> COMMON_VALUES = List.of(
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
            "\"another\"",
            "\"../x\"",
            "\"" + VendorTestHarness.KEY + "\"",
            "\"https://x.test/v.mp4\"");

    private static final Set<Integer> REJECTIONS =
            Set.of(301, 307, 308, 400, 401, 402, 403, 404, 405, 407, 410, 413, 415, 422, 429);

    private static final Map<Vendor, RunningVendor> HARNESSES = new HashMap<>();

    /** A simulated vendor and a client with practically unlimited rates. */
    private record RunningVendor(VendorTestHarness run, VideoClient client) {

        static RunningVendor at(Vendor vendor) {
            VendorTestHarness run = vendor.run();
            return new RunningVendor(
                    run,
                    run.closeAtEnd(run.builder()
                            .property(vendor.setting("max-concurrent-tasks"), "1000000")
                            .property(vendor.setting("requests-per-minute"), "1000000")
                            .scheduler(run.virtualTime())
                            .build()));
        }

        static RunningVendor of(Vendor vendor) {
            return Objects.requireNonNull(HARNESSES.get(vendor));
        }
    }

    /** A response body for an operation of a vendor. */
    record AnyResponse(Vendor vendor, Operation operation, String body) {}

    @BeforeContainer
    static void open() {
        for (Vendor vendor : Vendor.all()) {
            HARNESSES.put(vendor, RunningVendor.at(vendor));
        }
    }

    @AfterContainer
    static void close() {
        HARNESSES.values().forEach(running -> running.run().close());
        HARNESSES.clear();
    }

    @Provide
    Arbitrary<AnyResponse> anyResponses() {
        return Arbitraries.of(Vendor.all())
                .flatMap(vendor -> Combinators.combine(Arbitraries.of(vendor.operations()), bodies(vendor.responses()))
                        .as((operation, body) -> new AnyResponse(vendor, operation, body)));
    }

    /** Generates objects with the vendor's keys and values of every kind, some of them truncated. */
    private static Arbitrary<String> bodies(VendorResponses responses) {
        Arbitrary<String> values = Arbitraries.of(Stream.of(
                        COMMON_VALUES.stream(),
                        Stream.of("\"" + responses.taskId() + "\""),
                        responses.values().stream())
                .flatMap(each -> each)
                .toList());
        Arbitrary<String> inner = object(responses.innerKeys(), values);
        Arbitrary<String> whole = object(responses.keys(), Arbitraries.oneOf(values, inner, inner));
        return Arbitraries.oneOf(
                whole,
                whole,
                whole.flatMap(
                        text -> Arbitraries.integers().between(0, text.length()).map(end -> text.substring(0, end))));
    }

    private static Arbitrary<String> object(List<String> keys, Arbitrary<String> values) {
        return Arbitraries.maps(Arbitraries.of(keys), values).ofMaxSize(5).map(AnyResponsePropertiesTest::formatted);
    }

    private static String formatted(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Property(tries = 2000)
    @Tag("fault-41")
    @Tag("fault-42")
    @Tag("fault-55")
    void any_submit_response_is_a_task_or_a_correct_failure(
            @ForAll("anyResponses") AnyResponse any,
            @ForAll @IntRange(min = 200, max = 599) int status,
            @ForAll boolean ok) {
        RunningVendor running = RunningVendor.of(any.vendor());
        int sent = ok ? 200 : status;
        running.run()
                .vendor()
                .nextSubmit(Fault.response(sent, "application/json", any.body()).beforeAccepting());
        try {
            TaskRef task =
                    running.client().submit(any.vendor().order(any.operation())).ref();
            assertThat(task.id()).matches("[A-Za-z0-9._-]{1,128}");
            assertThat(TaskRef.parse(task.toString())).isEqualTo(task);
        } catch (VideoException e) {
            VideoFailure failure = checked(e);
            if (failure.billingStatus() == BillingStatus.NOT_BILLED) {
                assertThat(REJECTIONS.contains(sent) || any.vendor().responses().mayReject(any.body()))
                        .isTrue();
            } else {
                assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            }
        }
    }

    @Property(tries = 2000)
    @Tag("fault-41")
    @Tag("fault-45")
    @Tag("fault-53")
    @Tag("fault-55")
    @Tag("fault-62")
    void any_poll_response_is_a_status_or_keeps_the_task(
            @ForAll("anyResponses") AnyResponse any,
            @ForAll @IntRange(min = 200, max = 599) int status,
            @ForAll boolean ok) {
        RunningVendor running = RunningVendor.of(any.vendor());
        TaskRef task =
                running.run().task(any.operation(), any.vendor().responses().taskId());
        running.run().vendor().nextPoll(Fault.response(ok ? 200 : status, "application/json", any.body()));
        try {
            TaskStatus result = running.client().status(task);
            assertThat(result.id()).isNotBlank().doesNotContain(VendorTestHarness.KEY);
            if (result instanceof TaskStatus.Succeeded succeeded) {
                assertThat(succeeded.video().task()).isEqualTo(task);
                assertThat(succeeded.video().url()).hasScheme("https").hasHost("x.test");
            } else if (result instanceof TaskStatus.Failed failed) {
                assertThat(failed.failure().kind()).isEqualTo(FailureKind.GENERATION_FAILED);
                assertThat(any.body()).containsPattern("(?i)fail|error");
                assertThat(failed.failure().toString()).doesNotContain(VendorTestHarness.KEY);
            } else if (result instanceof TaskStatus.Cancelled cancelled) {
                assertThat(cancelled.failure().kind()).isEqualTo(FailureKind.CANCELLED);
                assertThat(any.body()).containsPattern("(?i)cancel");
                assertThat(cancelled.failure().toString()).doesNotContain(VendorTestHarness.KEY);
            }
        } catch (VideoException e) {
            VideoFailure failure = checked(e);
            assertThat(failure.task()).contains(task);
            assertThat(failure.billingStatus()).isNotEqualTo(BillingStatus.NOT_BILLED);
            assertThat(failure.kind()).isNotEqualTo(FailureKind.GENERATION_FAILED);
        }
    }

    /** Checks that a failure is no defect and does not have the key. */
    private static VideoFailure checked(VideoException thrown) {
        assertThat(thrown)
                .hasMessageNotContaining("defect")
                .hasMessageNotContaining(VendorTestHarness.KEY)
                .hasNoCause();
        assertThat(thrown.failure().toString()).doesNotContain(VendorTestHarness.KEY);
        return thrown.failure();
    }
}
