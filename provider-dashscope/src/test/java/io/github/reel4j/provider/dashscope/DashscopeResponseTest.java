package io.github.reel4j.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.ManualClock;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decodes the documented responses, errors and oddities. */
class DashscopeResponseTest {

    private static final String ID = "5f1c0d9e-0a11-4b7c-9a55-2f6f7f0f0001";
    private static final String URL = "https://dashscope-result-sh.oss-cn-shanghai.aliyuncs.com/x/y.mp4";
    /** The vendor's time has no zone and is that of UTC+8. */
    private static final Instant EXPIRY = Instant.parse("2026-02-02T02:01:31.789Z");

    private final ManualClock clock = new ManualClock();
    private final VendorTestHarness run =
            new VendorTestHarness(DashscopeSimulator.builder().clock(clock), new DashscopeProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void an_order_returns_the_id_of_the_task_not_of_the_request() {
        run.vendor().nextTask().id(ID);
        assertThat(run.client().submit(DashscopeOrders.text().build()).ref().id())
                .isEqualTo(ID);
    }

    @Test
    void a_video_from_text_has_length_size_and_expiry() {
        GeneratedVideo video = video(
                Operation.TEXT_TO_VIDEO,
                ",\"orig_prompt\":\"a red kite\",\"actual_prompt\":\"a red kite over dunes\",\"video_url\":\"" + URL
                        + "?Expires=1769997691\"",
                "{\"video_count\":1,\"video_duration\":5,\"video_ratio\":\"832*480\"}");
        assertThat(video.url()).hasToString(URL + "?Expires=1769997691");
        assertThat(video.duration()).contains(Duration.ofSeconds(5));
        assertThat(video.width()).hasValue(832);
        assertThat(video.height()).hasValue(480);
        assertThat(video.expiresAt()).contains(Instant.ofEpochSecond(1769997691));
    }

    @Test
    void a_video_from_an_image_has_its_length_elsewhere() {
        GeneratedVideo video = video(
                Operation.IMAGE_TO_VIDEO,
                ",\"video_url\":\"" + URL + "\"",
                "{\"video_count\":1,\"video_duration\":0,\"video_ratio\":\"\",\"duration\":5,\"SR\":480}");
        assertThat(video.duration()).contains(Duration.ofSeconds(5));
        assertThat(video.width()).isEmpty();
        assertThat(video.expiresAt()).contains(EXPIRY);
    }

    @Test
    void a_newer_usage_has_a_size() {
        GeneratedVideo video = video(
                Operation.TEXT_TO_VIDEO,
                ",\"video_url\":\"" + URL + "\"",
                "{\"video_count\":1,\"duration\":5,\"size\":\"1280*720\",\"SR\":720,\"input_video_duration\":0,"
                        + "\"output_video_duration\":5}");
        assertThat(video.duration()).contains(Duration.ofSeconds(5));
        assertThat(video.height()).hasValue(720);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"SPEECH_TO_VIDEO", "ANIMATE", "REPLACE"})
    void other_videos_have_results_and_a_fraction_of_seconds(Operation operation) {
        GeneratedVideo video = video(
                operation,
                ",\"results\":{\"video_url\":\"" + URL + "?Expires=1769997691\"}",
                "{\"video_duration\":5.2,\"video_ratio\":\"standard\"}");
        assertThat(video.url()).hasToString(URL + "?Expires=1769997691");
        assertThat(video.duration()).contains(Duration.ofMillis(5_200));
        assertThat(video.width()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"video_duration\":\"5\",\"video_ratio\":7}",
                "{\"video_duration\":-1,\"video_ratio\":\"0*0\"}",
                "[]",
                "\"none\"",
                "null"
            })
    void an_unexpected_usage_loses_no_video(String usage) {
        GeneratedVideo video = video(Operation.TEXT_TO_VIDEO, ",\"video_url\":\"" + URL + "\"", usage);
        assertThat(video.url()).hasToString(URL);
        assertThat(video.duration()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"end_time\":\"yesterday\"", "\"end_time\":\"2026-13-01 10:01:31.789\"", "\"end_time\":7"})
    void an_unexpected_time_loses_no_video(String time) {
        TaskStatus status = status(Operation.TEXT_TO_VIDEO, "SUCCEEDED", "," + time + ",\"video_url\":\"" + URL + "\"");
        assertThat(((TaskStatus.Succeeded) status).video().expiresAt()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PENDING, queued", "RUNNING, running", "SUSPENDED, running"})
    void an_unfinished_task_has_its_documented_status(String reported, String status) {
        assertThat(status(Operation.TEXT_TO_VIDEO, reported, "").id()).isEqualTo(status);
    }

    @Test
    void an_undocumented_status_ends_no_task() {
        assertThat(status(Operation.TEXT_TO_VIDEO, "REVIEWING", "")).isInstanceOf(TaskStatus.Unrecognized.class);
    }

    @Test
    void a_failed_task_has_code_and_message_under_200() {
        TaskStatus status = status(
                Operation.TEXT_TO_VIDEO,
                "FAILED",
                ",\"code\":\"InvalidParameter\",\"message\":\"The size is not match xxxxxx\"");
        assertThat(status).isInstanceOfSatisfying(TaskStatus.Failed.class, failed -> {
            assertThat(failed.failure().kind()).isEqualTo(FailureKind.GENERATION_FAILED);
            assertThat(failed.failure().vendorCode()).contains("InvalidParameter");
            assertThat(failed.failure().vendorMessage()).contains("The size is not match xxxxxx");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DataInspectionFailed", "IPInfringementSuspect", "InvalidPerson", "InvalidURL.Timeout",
                "InvalidImage.NoHumanFace", "InvalidFile.Duration", "InternalError.Timeout", "RewriteFailed"
            })
    void every_code_of_a_failed_task_is_kept(String code) {
        TaskStatus status = status(Operation.ANIMATE, "FAILED", ",\"code\":\"" + code + "\",\"message\":\"no\"");
        assertThat(((TaskStatus.Failed) status).failure().vendorCode()).contains(code);
    }

    @Test
    void a_cancelled_task_is_cancelled() {
        TaskStatus status = status(Operation.TEXT_TO_VIDEO, "CANCELED", "");
        assertThat(status)
                .isInstanceOfSatisfying(
                        TaskStatus.Cancelled.class,
                        cancelled -> assertThat(cancelled.failure().kind()).isEqualTo(FailureKind.CANCELLED));
    }

    @Test
    void an_unknown_task_is_not_found_under_200() {
        VideoFailure failure = VendorTestHarness.failure(() -> status(Operation.TEXT_TO_VIDEO, "UNKNOWN", ""));
        assertThat(failure.kind()).isEqualTo(FailureKind.TASK_NOT_FOUND);
        assertThat(failure.task()).isPresent();
        assertThat(failure.message()).contains("24 hours");
    }

    @Test
    void a_task_that_is_unknown_for_a_moment_is_still_delivered() {
        VideoTask task = run.client().submit(DashscopeOrders.text().build());
        for (int i = 0; i < 2; i++) {
            run.vendor()
                    .nextPoll(Fault.response(
                            200,
                            "application/json",
                            "{\"request_id\":\"1\",\"output\":{\"task_id\":\""
                                    + task.ref().id() + "\",\"task_status\":\"UNKNOWN\"}}"));
        }
        assertThat(task.await(Duration.ofMinutes(20)).task()).isEqualTo(task.ref());
    }

    @Test
    void a_task_is_forgotten_after_24_hours() {
        TaskRef task = run.client().submit(DashscopeOrders.text().build()).ref();
        assertThat(run.client().status(task)).isInstanceOf(TaskStatus.Succeeded.class);
        clock.advance(Duration.ofHours(24));
        assertThat(VendorTestHarness.failure(() -> run.client().status(task)).kind())
                .isEqualTo(FailureKind.TASK_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"output\":null}", "{\"code\":\"InternalError\",\"message\":\"m\"}", "{\"output\":{}}"})
    void a_poll_without_a_status_ends_no_task(String body) {
        run.vendor().nextPoll(Fault.response(200, "application/json", body));
        TaskRef task = run.task(Operation.TEXT_TO_VIDEO, ID);
        try {
            assertThat(run.client().status(task)).isInstanceOf(TaskStatus.Unrecognized.class);
        } catch (VideoException e) {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.UNEXPECTED_RESPONSE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidParameter, INVALID_REQUEST",
        "400, InvalidParameter.DataInspection, INVALID_REQUEST",
        "400, DataInspectionFailed, INVALID_REQUEST",
        "400, IPInfringementSuspect, INVALID_REQUEST",
        "400, InvalidURL.ConnectionRefused, INVALID_REQUEST",
        "400, InvalidImage.FileFormat, INVALID_REQUEST",
        "400, InvalidFile.FullFace, INVALID_REQUEST",
        "400, BadRequest.EmptyParameters, INVALID_REQUEST",
        "400, Arrearage, INSUFFICIENT_BALANCE",
        "401, InvalidApiKey, AUTHENTICATION",
        "403, AccessDenied, FORBIDDEN",
        "403, AccessDenied.Unpurchased, FORBIDDEN",
        "403, Model.AccessDenied, FORBIDDEN",
        "403, Workspace.AccessDenied, FORBIDDEN",
        "403, AllocationQuota.FreeTierOnly, FORBIDDEN",
        "404, ModelNotFound, INCOMPATIBLE",
        "404, WorkSpaceNotFound, FORBIDDEN",
        "404, NotFound, INCOMPATIBLE",
        "409, Conflict, SUBMISSION_UNKNOWN",
        "429, CommodityNotPurchased, INSUFFICIENT_BALANCE",
        "429, PrepaidBillOverdue, INSUFFICIENT_BALANCE",
        "429, PostpaidBillOverdue, INSUFFICIENT_BALANCE",
        "500, InternalError, SUBMISSION_UNKNOWN",
        "500, InternalError.Algo, SUBMISSION_UNKNOWN",
        "500, SystemError, SUBMISSION_UNKNOWN",
        "500, ModelServiceFailed, SUBMISSION_UNKNOWN",
        "500, RequestTimeOut, SUBMISSION_UNKNOWN",
        "503, ModelServingError, SUBMISSION_UNKNOWN",
        "503, ModelUnavailable, SUBMISSION_UNKNOWN"
    })
    void the_code_of_a_rejected_order_decides_its_kind(int status, String code, FailureKind kind) {
        run.vendor().nextSubmit(rejection(status, code).beforeAccepting());
        VideoFailure failure = VendorTestHarness.failure(
                () -> run.client().submit(DashscopeOrders.text().build()));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.vendorCode()).contains(code);
        assertThat(failure.billingStatus())
                .isEqualTo(kind == FailureKind.SUBMISSION_UNKNOWN ? BillingStatus.UNKNOWN : BillingStatus.NOT_BILLED);
        assertThat(run.vendor().ledger().submits()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Throttling", "Throttling.RateQuota", "Throttling.BurstRate", "Throttling.AllocationQuota"})
    void a_throttled_order_is_sent_again_later(String code) {
        run.vendor().nextSubmit(rejection(429, code).beforeAccepting());
        VideoTask task = run.client().submit(DashscopeOrders.text().build());
        assertThat(run.vendor().ledger().submits()).hasSize(2);
        assertThat(run.vendor().ledger().orders()).hasSize(1);
        assertThat(task.ref().provider().value()).isEqualTo("dashscope");
    }

    @Test
    void a_newer_form_of_errors_is_understood() {
        run.vendor()
                .nextSubmit(Fault.response(
                                400,
                                "application/json",
                                "{\"error\":{\"code\":\"Arrearage\",\"message\":\"unpaid\"},\"requestId\":\"1\"}")
                        .beforeAccepting());
        VideoFailure failure = VendorTestHarness.failure(
                () -> run.client().submit(DashscopeOrders.text().build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
    }

    @Test
    void an_empty_prompt_is_a_failed_task_at_the_vendor() {
        run.vendor().nextTask().id(ID);
        TaskRef task = run.client().submit(DashscopeOrders.text().build()).ref();
        assertThat(task.id()).isEqualTo(ID);
        TaskStatus failed = status(
                Operation.TEXT_TO_VIDEO, "FAILED", ",\"code\":\"InvalidParameter\",\"message\":\"empty prompt\"");
        assertThat(failed).isInstanceOf(TaskStatus.Failed.class);
    }

    @Test
    void a_queued_task_is_cancelled_on_request() {
        run.vendor().nextTask().queued(Duration.ofMinutes(5));
        TaskRef task = run.client().submit(DashscopeOrders.text().build()).ref();
        CancelOutcome outcome = run.client().cancel(task);
        assertThat(outcome.effect()).isEqualTo(CancelOutcome.Effect.REQUESTED);
        assertThat(outcome.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(run.vendor().ledger().cancels()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/api/v1/tasks/" + task.id() + "/cancel");
            assertThat(request.body()).isEmpty();
        });
        assertThat(run.client().status(task)).isInstanceOf(TaskStatus.Cancelled.class);
    }

    @Test
    void a_running_task_cannot_be_cancelled() {
        run.vendor().nextTask().running(Duration.ofMinutes(5));
        TaskRef task = run.client().submit(DashscopeOrders.text().build()).ref();
        assertThat(run.client().cancel(task))
                .isEqualTo(new CancelOutcome(CancelOutcome.Effect.NOT_CANCELLABLE, BillingStatus.UNKNOWN));
        assertThat(run.client().status(task).id()).isEqualTo("running");
    }

    @Test
    void a_finished_task_is_reported_when_it_is_cancelled() {
        TaskRef task = run.client().submit(DashscopeOrders.text().build()).ref();
        assertThat(run.client().cancel(task).effect()).isEqualTo(CancelOutcome.Effect.ALREADY_FINISHED);
    }

    @ParameterizedTest
    @CsvSource({"400, UnsupportedOperation", "404, NotFound"})
    void a_cancel_of_an_unknown_task_finds_none(int status, String code) {
        run.vendor().nextCancel(rejection(status, code));
        TaskRef task = run.task(Operation.TEXT_TO_VIDEO, ID);
        assertThat(VendorTestHarness.failure(() -> run.client().cancel(task)).kind())
                .isEqualTo(FailureKind.TASK_NOT_FOUND);
    }

    private GeneratedVideo video(Operation operation, String more, String usage) {
        TaskStatus status = run.status(
                operation,
                ID,
                200,
                body("SUCCEEDED", ",\"end_time\":\"2026-02-01 10:01:31.789\"" + more, ",\"usage\":" + usage));
        return ((TaskStatus.Succeeded) status).video();
    }

    private TaskStatus status(Operation operation, String status, String more) {
        return run.status(operation, ID, 200, body(status, more, ""));
    }

    private static String body(String status, String output, String more) {
        return "{\"request_id\":\"c1a4b6e2\",\"output\":{\"task_id\":\"" + ID + "\",\"task_status\":\"" + status
                + "\",\"submit_time\":\"2026-02-01 10:00:00.123\"" + output + "}" + more + "}";
    }

    private static Fault rejection(int status, String code) {
        return Fault.response(
                status,
                "application/json",
                "{\"code\":\"" + code + "\",\"message\":\"a reason\",\"request_id\":\"1\"}");
    }
}
