package io.github.reel4j.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decodes the responses in the documents, and known undocumented ones. */
class FalResponseTest {

    private static final String ID = "7b1f0a3e-1111-4c22-9d33-000000000001";
    private static final String COMPLETED = "{\"status\":\"COMPLETED\",\"request_id\":\"" + ID
            + "\",\"logs\":[],\"metrics\":{\"inference_time\":61.42}}";
    private static final String NOT_FOUND = "{\"status\":\"NOT_FOUND\"}";

    private final VendorTestHarness run = new VendorTestHarness(FalSimulator.builder(), new FalProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @CsvSource({"200, '\"status\":\"IN_QUEUE\",'", "202, ''", "201, '\"gateway_request_id\":\"another\",'"})
    void the_task_id_is_the_request_id(int status, String more) {
        run.vendor()
                .nextSubmit(json(status, "{" + more + "\"request_id\":\"" + ID + "\",\"queue_position\":0}")
                        .beforeAccepting());
        TaskRef task = run.client().submit(FalOrders.text().build()).ref();
        assertThat(task.id()).isEqualTo(ID);
        assertThat(task.endpoint()).isEqualTo(FalModels.TEXT);
        assertThat(TaskRef.parse(task.toString())).isEqualTo(task);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\":\"IN_QUEUE\"}",
                "{\"request_id\":null}",
                "{\"request_id\":\"\"}",
                "{\"request_id\":\"../x\"}",
                "{\"gateway_request_id\":\"" + ID + "\"}",
                "[{\"request_id\":\"" + ID + "\"}]"
            })
    void an_order_without_a_request_id_may_be_billed(String body) {
        run.vendor().nextSubmit(json(200, body).beforeAccepting());
        VideoFailure failure = submitFailure();
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
    }

    /** The errors of the gateway, and of an order that is validated before its acceptance. */
    static Stream<Arguments> rejections() {
        return Stream.of(
                arguments(401, "{\"detail\":\"invalid key credentials\"}", FailureKind.AUTHENTICATION),
                arguments(
                        401,
                        "{\"detail\":\"Cannot access application \\\"fal-ai/wan\\\". Authentication is required\"}",
                        FailureKind.AUTHENTICATION),
                arguments(
                        403,
                        "{\"detail\":\"User is locked. Reason: Exhausted balance. Top up.\"}",
                        FailureKind.INSUFFICIENT_BALANCE),
                arguments(403, "{\"detail\":\"Forbidden\"}", FailureKind.FORBIDDEN),
                arguments(404, "{\"detail\":\"Application \\\"x\\\" not found\"}", FailureKind.INCOMPATIBLE),
                arguments(
                        400,
                        "{\"detail\":\"Bad request\",\"error_type\":\"bad_request\"}",
                        FailureKind.INVALID_REQUEST),
                arguments(
                        422,
                        "{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"field"
                                + " required\",\"type\":\"missing\"}]}",
                        FailureKind.INVALID_REQUEST),
                arguments(
                        429,
                        "{\"detail\":\"Too many\",\"error_type\":\"concurrent_requests_limit\"}",
                        FailureKind.RATE_LIMITED));
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void a_rejected_order_is_not_billed(int status, String body, FailureKind kind) {
        run.vendor().nextSubmit(json(status, body).beforeAccepting());
        VideoFailure failure = submitFailure();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(run.vendor().ledger().submits()).hasSize(1);
    }

    /** Errors on the way to the model, which do not prove that there is no order. */
    @ParameterizedTest
    @CsvSource({
        "504, request_timeout",
        "503, runner_scheduling_failure",
        "502, runner_incomplete_response",
        "500, internal_error",
        "499, client_disconnected"
    })
    void an_order_that_met_an_error_of_a_run_may_be_billed(int status, String type) {
        run.vendor().nextSubmit(json(status, "{\"detail\":\"No\",\"error_type\":\"" + type + "\"}"));
        assertThat(submitFailure().kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(run.vendor().ledger().submits()).hasSize(1);
    }

    @Test
    void an_error_with_a_request_id_is_an_order() {
        run.vendor().nextSubmit(json(422, "{\"request_id\":\"" + ID + "\",\"detail\":\"No\"}"));
        VideoFailure failure = submitFailure();
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.task()).map(TaskRef::id).contains(ID);
    }

    static Stream<Arguments> statuses_before_the_end() {
        TaskStatus running = new TaskStatus.Running(Optional.empty());
        return Stream.of(
                argumentSet("queued", "IN_QUEUE\",\"queue_position\":3,\"x\":\"", queued(3)),
                argumentSet("queued, next", "IN_QUEUE\",\"queue_position\":0,\"x\":\"", queued(0)),
                argumentSet("queued, no position", "IN_QUEUE", new TaskStatus.Queued()),
                argumentSet(
                        "queued, odd position", "IN_QUEUE\",\"queue_position\":-1,\"x\":\"", new TaskStatus.Queued()),
                argumentSet(
                        "queued, huge", "IN_QUEUE\",\"queue_position\":99999999999,\"x\":\"", new TaskStatus.Queued()),
                argumentSet("running, logs null", "IN_PROGRESS\",\"logs\":null,\"x\":\"", running),
                argumentSet("running, logs", "IN_PROGRESS\",\"logs\":[{\"message\":\"a\"}],\"x\":\"", running),
                argumentSet("a word to come", "PAUSED", new TaskStatus.Unrecognized("PAUSED")),
                argumentSet("nothing", "", new TaskStatus.Unrecognized("")));
    }

    @ParameterizedTest
    @MethodSource("statuses_before_the_end")
    void every_status_that_is_not_final_means_running(String status, TaskStatus expected) {
        String body = "{\"request_id\":\"" + ID + "\",\"status\":\"" + status + "\"}";
        for (int http : new int[] {200, 202}) {
            assertThat(run.status(Operation.TEXT_TO_VIDEO, ID, http, body)).isEqualTo(expected);
        }
    }

    @Test
    void a_status_of_another_task_is_not_used() {
        VideoFailure failure = VendorTestHarness.failure(() ->
                run.status(Operation.TEXT_TO_VIDEO, ID, 200, "{\"request_id\":\"another\",\"status\":\"COMPLETED\"}"));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNEXPECTED_RESPONSE);
        assertThat(failure.task()).map(TaskRef::id).contains(ID);
    }

    /** The documented output of a14b, of animate and of speech-to-video. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"prompt\":\"a red kite over dunes\",\"seed\":424242",
                "\"prompt\":\"\",\"seed\":1,\"frames_zip\":null",
                "\"timings\":{}"
            })
    void a_result_is_the_output_of_the_model(String more) {
        GeneratedVideo video = video(
                "{\"video\":{\"url\":\"https://v3.fal.media/files/zebra/abc_out.mp4\",\"content_type\":\"video/mp4\","
                        + "\"file_name\":\"out.mp4\",\"file_size\":1834021}," + more + "}");
        assertThat(video.url()).hasToString("https://v3.fal.media/files/zebra/abc_out.mp4");
        assertThat(video.contentType()).contains("video/mp4");
        assertThat(video.size()).hasValue(1834021);
        assertThat(video.expiresAt()).isEmpty();
        assertThat(video.task().id()).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"url\":\"https://x.test/1.mp4\"}",
                "{\"url\":\"https://x.test/1.mp4\",\"content_type\":null,\"file_size\":null,\"file_data\":null}",
                "{\"url\":\"https://x.test/1.mp4\",\"content_type\":7,\"file_size\":\"big\"}"
            })
    void everything_but_the_URL_may_be_absent(String file) {
        GeneratedVideo video = video("{\"video\":" + file + "}");
        assertThat(video.url()).hasToString("https://x.test/1.mp4");
        assertThat(video.size()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"video\":null}",
                "{\"video\":{}}",
                "{\"video\":\"https://x.test/1.mp4\"}",
                "{\"video\":{\"url\":\"\"}}",
                "{\"video\":{\"url\":7}}",
                "{\"video\":{\"url\":\"file:///etc/passwd\"}}",
                "{\"detail\":\"ok\"}"
            })
    void a_result_without_a_URL_is_no_result(String body) {
        VideoFailure failure = pollFailure(200, body);
        assertThat(failure.kind()).isEqualTo(FailureKind.NO_RESULT);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.BILLED);
    }

    /** COMPLETED is not success: it is the end of a task that has failed, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "request_timeout",
                "startup_timeout",
                "runner_disconnected",
                "runner_incomplete_response",
                "internal_error",
                "an_error_to_come"
            })
    void a_completed_task_with_an_error_has_failed(String type) {
        VideoFailure failure = failed(run.status(
                Operation.TEXT_TO_VIDEO,
                ID,
                200,
                COMPLETED.replace(
                        "\"logs\"", "\"error\":\"Request timed out\",\"error_type\":\"" + type + "\",\"logs\"")));
        assertThat(failure.vendorCode()).contains(type);
        assertThat(failure.vendorMessage()).contains("Request timed out");
        assertThat(run.vendor().ledger().polls()).hasSize(1);
    }

    @Test
    void an_error_without_a_type_is_a_failure_without_a_code() {
        VideoFailure failure = failed(run.status(
                Operation.TEXT_TO_VIDEO, ID, 200, COMPLETED.replace("\"logs\"", "\"error\":\"Oops\",\"logs\"")));
        assertThat(failure.vendorCode()).isEmpty();
        assertThat(failure.vendorMessage()).contains("Oops");
    }

    @Test
    void a_cancelled_task_is_no_failed_task() {
        TaskStatus status = run.status(
                Operation.TEXT_TO_VIDEO,
                ID,
                200,
                COMPLETED.replace("\"logs\"", "\"error\":\"Cancelled\",\"error_type\":\"client_cancelled\",\"logs\""));
        assertThat(status).isInstanceOfSatisfying(TaskStatus.Cancelled.class, cancelled -> {
            assertThat(cancelled.failure().kind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(cancelled.failure().billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        });
        assertThat(result(499, "{\"detail\":\"Cancelled\",\"error_type\":\"client_cancelled\"}"))
                .isInstanceOf(TaskStatus.Cancelled.class);
    }

    /** The errors of models with their documented statuses. */
    @ParameterizedTest
    @CsvSource({
        "500, internal_server_error",
        "504, generation_timeout",
        "400, downstream_service_error",
        "500, downstream_service_unavailable",
        "422, content_policy_violation",
        "422, no_media_generated",
        "422, image_too_small",
        "422, face_detection_error",
        "422, file_download_error",
        "422, missing",
        "422, less_than_equal",
        "422, video_duration_too_long",
        "418, an_error_to_come"
    })
    void an_error_of_the_model_in_the_result_ends_the_task(int status, String type) {
        VideoFailure failure = failed(result(
                status,
                "{\"detail\":[{\"loc\":[\"body\",\"image_url\"],\"msg\":\"Not usable\",\"type\":\"" + type
                        + "\",\"url\":\"https://docs.fal.ai/errors#x\",\"ctx\":{},\"input\":\"https://x.test\"}]}"));
        assertThat(failure.kind()).isEqualTo(FailureKind.GENERATION_FAILED);
        assertThat(failure.vendorCode()).contains(type);
        assertThat(failure.vendorMessage()).contains("body.image_url: Not usable");
        assertThat(failure.billingStatus()).isNotEqualTo(BillingStatus.NOT_BILLED);
    }

    @Test
    void fields_that_fal_rejects_are_violations() {
        String body = "{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"field required\",\"type\":\"missing\"},"
                + "{\"loc\":[\"body\",\"num_frames\"],\"msg\":\"too many\",\"type\":\"less_than_equal\"},"
                + "{\"loc\":[\"body\"],\"msg\":\"no media\",\"type\":\"no_media_generated\"}]}";
        List<Violation> expected = List.of(
                new Violation("prompt", Optional.empty(), "field required", Optional.empty()),
                new Violation("num_frames", Optional.empty(), "too many", Optional.empty()));

        VideoFailure atResult = failed(result(422, body));
        assertThat(atResult.violations()).isEqualTo(expected);
        assertThat(new VideoException(atResult))
                .hasMessageContaining("num_frames")
                .hasMessageContaining("Billed: unknown")
                .hasMessageNotContaining("nothing was sent");

        run.vendor().nextSubmit(json(422, body).beforeAccepting());
        VideoFailure atSubmit = submitFailure();
        assertThat(atSubmit.violations()).isEqualTo(expected);
        assertThat(new VideoException(atSubmit))
                .hasMessageContaining("fal responded with 422")
                .hasMessageContaining("Billed: no.")
                .hasMessageNotContaining("nothing was sent");
    }

    /** fal quotes the input, which may be a long prompt. */
    @Test
    void an_error_that_quotes_a_long_input_ends_the_task() {
        VideoFailure failure = failed(result(
                422,
                "{\"detail\":[{\"input\":\"" + "x".repeat(100_000)
                        + "\",\"loc\":[\"body\",\"prompt\"],\"msg\":\"Unsafe\","
                        + "\"type\":\"content_policy_violation\"}]}"));
        assertThat(failure.vendorCode()).contains("content_policy_violation");
        assertThat(failure.vendorMessage()).contains("body.prompt: Unsafe");
    }

    @Test
    void the_detail_of_an_error_may_be_a_text() {
        assertThat(failed(result(422, "{\"detail\":\"Unsafe\"}")).vendorMessage())
                .contains("Unsafe");
    }

    @ParameterizedTest
    @CsvSource({
        "504, request_timeout",
        "504, startup_timeout",
        "503, runner_connection_error",
        "502, runner_incomplete_response",
        "500, runner_server_error"
    })
    void an_error_of_a_run_in_the_result_ends_the_task(int status, String type) {
        assertThat(failed(result(status, "{\"detail\":\"No\",\"error_type\":\"" + type + "\"}"))
                        .vendorCode())
                .contains(type);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 422, 503})
    void a_result_that_is_still_in_progress_means_running(int status) {
        assertThat(result(status, "{\"detail\":\"Request is still in progress\"}"))
                .isEqualTo(new TaskStatus.Running(Optional.empty()));
    }

    /** Errors that say nothing about the task: polls continue. */
    @ParameterizedTest
    @CsvSource({
        "500, '{\"detail\":\"Internal server error\"}', UNAVAILABLE",
        "500, '{\"detail\":\"No\",\"error_type\":\"internal_error\"}', UNAVAILABLE",
        "503, '{\"detail\":\"Service unavailable\"}', UNAVAILABLE",
        "502, '<html>Bad gateway</html>', UNAVAILABLE",
        "400, '{\"detail\":\"No\",\"error_type\":\"bad_request\"}', UNEXPECTED_RESPONSE",
        "403, '{\"detail\":\"Forbidden\"}', FORBIDDEN",
        "401, '{\"detail\":\"invalid key credentials\"}', AUTHENTICATION",
        "429, '{\"detail\":\"Too many\"}', RATE_LIMITED",
        "404, '{\"detail\":\"Application not found\"}', UNAVAILABLE"
    })
    void an_outage_at_the_result_does_not_end_the_task(int status, String body, FailureKind kind) {
        VideoFailure failure = pollFailure(status, body);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.task()).map(TaskRef::id).contains(ID);
    }

    @Test
    void an_unknown_id_is_not_found_at_both_paths() {
        VideoFailure atStatus =
                VendorTestHarness.failure(() -> run.status(Operation.TEXT_TO_VIDEO, ID, 404, NOT_FOUND));
        assertThat(atStatus.kind()).isEqualTo(FailureKind.TASK_NOT_FOUND);
        assertThat(pollFailure(404, NOT_FOUND).kind()).isEqualTo(FailureKind.TASK_NOT_FOUND);
    }

    @Test
    void a_404_of_a_proxy_proves_nothing_about_the_task() {
        for (String body :
                new String[] {"{\"error\":\"no route\"}", "{\"detail\":\"Not Found\"}", "<html>404</html>"}) {
            VideoFailure failure = VendorTestHarness.failure(() -> run.status(Operation.TEXT_TO_VIDEO, ID, 404, body));
            assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "202, '{\"status\":\"CANCELLATION_REQUESTED\"}', REQUESTED",
        "200, '{\"status\":\"OK\"}', CANCELLED",
        "202, '{\"status\":\"OK\"}', CANCELLED",
        "400, '{\"status\":\"ALREADY_COMPLETED\"}', ALREADY_FINISHED"
    })
    void a_cancel_has_its_documented_effect(int status, String body, CancelOutcome.Effect effect) {
        run.vendor().nextCancel(json(status, body));
        assertThat(run.client().cancel(task())).isEqualTo(new CancelOutcome(effect, BillingStatus.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({
        "404, '{\"status\":\"NOT_FOUND\"}', TASK_NOT_FOUND",
        "400, '{\"detail\":\"Bad request\"}', UNEXPECTED_RESPONSE",
        "200, '{\"success\":false}', UNEXPECTED_RESPONSE",
        "200, '{\"success\":true}', UNEXPECTED_RESPONSE",
        "200, '{}', UNEXPECTED_RESPONSE",
        "200, '{\"status\":\"WAIT\"}', UNEXPECTED_RESPONSE",
        "503, '{\"detail\":\"No\"}', UNAVAILABLE"
    })
    void a_cancel_without_a_known_effect_fails(int status, String body, FailureKind kind) {
        run.vendor().nextCancel(json(status, body));
        VideoFailure failure = VendorTestHarness.failure(() -> run.client().cancel(task()));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.task()).map(TaskRef::id).contains(ID);
    }

    @Test
    void a_reference_that_names_no_model_uses_the_app_of_the_models() {
        var unused = run.status(Operation.TEXT_TO_VIDEO, ID, 200, "{\"status\":\"IN_PROGRESS\"}");
        assertThat(run.vendor().ledger().polls().get(0).target()).isEqualTo("/fal-ai/wan/requests/" + ID + "/status");
    }

    /** Returns the status of a task that has ended and whose result is this response. */
    private TaskStatus result(int status, String body) {
        run.vendor().nextPoll(json(200, COMPLETED));
        run.vendor().nextPoll(json(status, body));
        return run.client().status(task());
    }

    private VideoFailure pollFailure(int status, String body) {
        return VendorTestHarness.failure(() -> result(status, body));
    }

    private GeneratedVideo video(String body) {
        TaskStatus status = result(200, body);
        assertThat(status).isInstanceOf(TaskStatus.Succeeded.class);
        return ((TaskStatus.Succeeded) status).video();
    }

    private static VideoFailure failed(TaskStatus status) {
        assertThat(status).isInstanceOf(TaskStatus.Failed.class);
        return ((TaskStatus.Failed) status).failure();
    }

    private VideoFailure submitFailure() {
        var quick = run.closeAtEnd(run.builder().maxSubmitAttempts(1).build());
        return VendorTestHarness.failure(() -> quick.submit(FalOrders.text().build()));
    }

    private TaskRef task() {
        return run.task(Operation.TEXT_TO_VIDEO, ID);
    }

    private static TaskStatus queued(int position) {
        return new TaskStatus.Queued(OptionalInt.of(position));
    }

    private static Fault json(int status, String body) {
        return Fault.response(status, "application/json", body);
    }
}
