package io.github.reel4j.provider.apixo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decodes the responses in the document, and known undocumented ones. */
class ApixoResponseTest {

    private static final String ID = "task_12345678";

    private final VendorTestHarness run = new VendorTestHarness(ApixoSimulator.builder(), new ApixoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "201", "202"})
    void the_task_id_is_the_documented_field(String code) {
        run.vendor()
                .nextSubmit(Fault.response(200, "application/json", """
                        {
                        "code": %s,
                        "message": "success",
                        "data": {
                        "taskId": "task_12345678"
                        }
                        }""".formatted(code))
                        .beforeAccepting());
        TaskRef task = run.client().submit(ApixoOrders.animate().build()).ref();
        assertThat(task.id()).isEqualTo(ID);
        assertThat(TaskRef.parse(task.toString())).isEqualTo(task);
    }

    @Test
    void a_callback_order_has_the_same_response() {
        TaskRef task = run.client()
                .submit(ApixoOrders.of(Operation.REPLACE)
                        .option("request_type", "callback")
                        .option("callback_url", "https://your-server.com/callback")
                        .build())
                .ref();
        assertThat(task.operation()).isEqualTo(Operation.REPLACE);
        assertThat(run.client().resume(task).await().url().getPath()).endsWith(".mp4");
    }

    @Test
    void a_finished_task_is_read_from_json_inside_json() {
        GeneratedVideo video = video("""
                {
                "code": 200,
                "message": "success",
                "data": {
                "taskId": "task_12345678",
                "state": "success",
                "resultJson": "{\\"resultUrls\\":[\\"https://r2.apixo.ai/video.mp4\\"]}",
                "createTime": 1767965610929,
                "completeTime": 1767965652317,
                "costTime": 41388
                }
                }""");
        assertThat(video.url()).hasToString("https://r2.apixo.ai/video.mp4");
        assertThat(video.task().id()).isEqualTo(ID);
    }

    @Test
    @Tag("fault-53")
    void the_first_of_several_URLs_is_the_video() {
        assertThat(video(success("\"{\\\"resultUrls\\\":[\\\"https://x.test/1.mp4\\\","
                                + "\\\"https://x.test/2.mp4\\\"],\\\"n\\\":2}\""))
                        .url())
                .hasToString("https://x.test/1.mp4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"createTime\":9999999999999999,\"completeTime\":-1,\"costTime\":-5",
                "\"createTime\":\"tomorrow\",\"completeTime\":null,\"costTime\":\"0.75 USD\"",
                "\"createTime\":{},\"completeTime\":[],\"costTime\":1e300",
                "\"costTime\":750000"
            })
    @Tag("fault-64")
    @Tag("fault-67")
    void times_and_costs_are_ignored(String reported) {
        String plain = success("\"{\\\"resultUrls\\\":[\\\"https://x.test/1.mp4\\\"]}\"");
        assertThat(video(plain.replace("\"state\"", reported + ",\"state\""))).isEqualTo(video(plain));
    }

    @Test
    void a_result_that_is_an_object_is_read_too() {
        assertThat(video(success("{\"resultUrls\":[\"https://x.test/1.mp4\"]}")).url())
                .hasToString("https://x.test/1.mp4");
    }

    @Test
    void a_signed_URL_may_be_long() {
        String address = "https://x.test/1.mp4?token=" + "a".repeat(3000);
        assertThat(video(success("\"{\\\"resultUrls\\\":[\\\"" + address + "\\\"]}\""))
                        .url())
                .hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"null\"",
                "\"{\"",
                "\"[]\"",
                "\"{}\"",
                "\"{\\\"resultUrls\\\":[]}\"",
                "\"{\\\"resultUrls\\\":[7]}\"",
                "\"{\\\"resultUrls\\\":\\\"https://x.test/1.mp4\\\"}\"",
                "\"{\\\"resultUrls\\\":[\\\"\\\"]}\"",
                "\"{\\\"resultUrls\\\":[\\\"file:///etc/passwd\\\"]}\"",
                "7"
            })
    @Tag("fault-53")
    void success_without_a_URL_is_no_result(String result) {
        VideoFailure failure = VendorTestHarness.failure(() -> run.status(Operation.ANIMATE, ID, 200, success(result)));
        assertThat(failure.kind()).isEqualTo(FailureKind.NO_RESULT);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.BILLED);
        assertThat(failure.task()).map(TaskRef::id).contains(ID);
    }

    static Stream<Arguments> states_of_a_running_task() {
        return Stream.of(
                argumentSet("pending", "pending", new TaskStatus.Queued()),
                argumentSet("processing", "processing", new TaskStatus.Running(Optional.empty())),
                argumentSet("processing, loud", "PROCESSING", new TaskStatus.Running(Optional.empty())),
                argumentSet("placeholder", "<STATUS>", new TaskStatus.Unrecognized("<STATUS>")),
                argumentSet("nothing", "", new TaskStatus.Unrecognized("")),
                argumentSet("a word to come", "uploading", new TaskStatus.Unrecognized("uploading")));
    }

    @ParameterizedTest
    @MethodSource("states_of_a_running_task")
    @Tag("fault-45")
    void every_state_that_is_not_final_means_running(String state, TaskStatus expected) {
        String result = "{\"code\":200,\"message\":\"success\",\"data\":{\"taskId\":\"" + ID + "\",\"state\":\"" + state
                + "\",\"createTime\":1767965610929}}";
        assertThat(run.status(Operation.ANIMATE, ID, 200, result)).isEqualTo(expected);
        assertThat(run.status(Operation.REPLACE, ID, 200, result)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTENT_VIOLATION", "GENERATION_FAILED", "SensitiveContentDetected"})
    @Tag("fault-59")
    void a_failed_task_has_the_vendors_message(String code) {
        String result = "{\"code\":200,\"message\":\"success\",\"data\":{\"taskId\":\"" + ID
                + "\",\"state\":\"failed\",\"failCode\":\"" + code
                + "\",\"failMsg\":\"Content violates safety guidelines\",\"createTime\":1,\"completeTime\":2}}";
        TaskStatus status = run.status(Operation.ANIMATE, ID, 200, result);
        assertThat(status).isInstanceOf(TaskStatus.Failed.class);
        VideoFailure failure = ((TaskStatus.Failed) status).failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.GENERATION_FAILED);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.vendorCode()).contains(code);
        assertThat(failure.vendorMessage()).contains("Content violates safety guidelines");
        assertThat(failure.message())
                .isEqualTo("apixo could not generate the video: " + code + " \"Content violates safety guidelines\"."
                        + " The same order will probably fail again: change it first.");
    }

    @Test
    void a_failed_task_may_have_no_reason() {
        TaskStatus status = run.status(Operation.ANIMATE, ID, 200, "{\"code\":200,\"data\":{\"state\":\"failed\"}}");
        assertThat(status)
                .isInstanceOfSatisfying(
                        TaskStatus.Failed.class,
                        failed -> assertThat(failed.failure().message()).contains("gave no reason"));
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(400, FailureKind.UNEXPECTED_RESPONSE),
                Arguments.of(401, FailureKind.AUTHENTICATION),
                Arguments.of(402, FailureKind.INSUFFICIENT_BALANCE),
                Arguments.of(403, FailureKind.FORBIDDEN),
                Arguments.of(404, FailureKind.TASK_NOT_FOUND),
                Arguments.of(429, FailureKind.RATE_LIMITED),
                Arguments.of(500, FailureKind.UNAVAILABLE),
                Arguments.of(503, FailureKind.UNAVAILABLE));
    }

    @ParameterizedTest
    @MethodSource("errors")
    @Tag("fault-51")
    void an_error_of_a_poll_is_the_same_as_status_and_as_code(int code, FailureKind kind) {
        String result = "{\"code\":" + code + ",\"message\":\"No\",\"data\":{\"error\":\"because\"}}";
        for (int status : new int[] {code, 200}) {
            VideoFailure failure = VendorTestHarness.failure(() -> run.status(Operation.ANIMATE, ID, status, result));
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.vendorMessage()).contains("No: because");
            assertThat(failure.task()).map(TaskRef::id).contains(ID);
            assertThat(failure.billingStatus()).isNotEqualTo(BillingStatus.NOT_BILLED);
        }
    }

    private static String success(String result) {
        return "{\"code\":200,\"message\":\"success\",\"data\":{\"taskId\":\"" + ID
                + "\",\"state\":\"success\",\"resultJson\":" + result + "}}";
    }

    private GeneratedVideo video(String result) {
        TaskStatus status = run.status(Operation.ANIMATE, ID, 200, result);
        assertThat(status).isInstanceOf(TaskStatus.Succeeded.class);
        return ((TaskStatus.Succeeded) status).video();
    }
}
