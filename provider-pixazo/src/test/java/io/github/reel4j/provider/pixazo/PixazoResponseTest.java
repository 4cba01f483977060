package io.github.reel4j.provider.pixazo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.reel4j.VideoTask;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decodes the responses in the documents, and known undocumented ones. */
class PixazoResponseTest {

    private static final String ANIMATE_ID = "a1b2c3d4-e5f6-7890-g1h2-i3j4k5l6m7n8";
    private static final String WAN_ID = "19d8e7a6-c652-XXXX-XXXX-XXXXXXXXXXXXX";
    private static final String LONGER_WAN_ID = "19d8e7a6-c652-XXXX-XXXX-XXXXXXXXXXXXXX";
    private static final String SPEECH_ID = "5ccf2522-a146-4032-92f2-c0bba9607ff8";

    private static final String SUCCEEDED = """
            { "request_id": "9b07c1f1-8032-XXXX-XXXX-XXXXXXXXXXXXX",
              "output": { "task_id": "19d8e7a6-c652-XXXX-XXXX-XXXXXXXXXXXXX",
              "task_status": "SUCCEEDED", "submit_time": "2025-09-06 18:03:09.999",
              "scheduled_time": "2025-09-06 18:03:10.017",
              "end_time": "2025-09-06 18:04:56.637", "video_url": "%s",
              "orig_prompt": "A kitten running in the moonlight",
              "actual_prompt": "" },
              "usage": { "video_duration": 5, "video_ratio": "1920*1080", "video_count": 1 } }""";

    private final VendorTestHarness run = new VendorTestHarness(PixazoSimulator.builder(), new PixazoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    static Stream<Arguments> documented_responses_to_orders() {
        return Stream.of(
                Arguments.of(Operation.TEXT_TO_VIDEO, """
                        { "request_id": "ae89146e-7d12-XXXX-XXXX-XXXXXXXXXXXXXX", "output": {
                          "task_id": "19d8e7a6-c652-XXXX-XXXX-XXXXXXXXXXXXXX", "task_status": "" } }""", LONGER_WAN_ID),
                Arguments.of(Operation.IMAGE_TO_VIDEO, """
                        { "request_id": "ae89146e-7d12-XXXX-XXXX-XXXXXXXXXXXXXX", "output": {
                          "task_id": "19d8e7a6-c652-XXXX-XXXX-XXXXXXXXXXXXXX",
                          "task_status": "<STATUS>" } }""", LONGER_WAN_ID),
                Arguments.of(
                        Operation.SPEECH_TO_VIDEO,
                        "{ \"request_id\": \"5ccf2522-a146-4032-92f2-c0bba9607ff8\" }",
                        SPEECH_ID),
                Arguments.of(
                        Operation.ANIMATE,
                        "{\"status\":\"IN_QUEUE\",\"request_id\":\"" + ANIMATE_ID + "\"}",
                        ANIMATE_ID));
    }

    @ParameterizedTest
    @MethodSource("documented_responses_to_orders")
    @Tag("fault-43")
    void the_task_id_is_the_one_that_the_document_polls_with(Operation operation, String result, String id) {
        run.vendor().nextSubmit(Fault.response(200, "application/json", result).beforeAccepting());
        TaskRef task = run.client().submit(PixazoOrders.of(operation)).ref();
        assertThat(task.id()).isEqualTo(id);
        assertThat(task.operation()).isEqualTo(operation);
        assertThat(TaskRef.parse(task.toString())).isEqualTo(task);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202})
    void an_order_is_accepted_with_any_2xx_status(int status) {
        run.vendor()
                .nextSubmit(Fault.response(status, "text/plain", "\uFEFF{\"request_id\":\"id-1\",\"new\":[{}]}")
                        .beforeAccepting());
        assertThat(run.client()
                        .submit(PixazoOrders.of(Operation.SPEECH_TO_VIDEO))
                        .ref()
                        .id())
                .isEqualTo("id-1");
    }

    @Test
    void a_finished_animation_is_read_completely() {
        GeneratedVideo video = video(Operation.ANIMATE, ANIMATE_ID, """
                { "status": "COMPLETED", "request_id": "a1b2c3d4-e5f6-7890-g1h2-i3j4k5l6m7n8", "animation": {
                  "url": "https://storage.fal.media/output/animation_12345.mp4", "width": 1080, "height": 1920,
                  "duration_seconds": 5.2, "fps": 24, "content_type": "video/mp4" } }""");
        assertThat(video.url()).hasToString("https://storage.fal.media/output/animation_12345.mp4");
        assertThat(video.width()).hasValue(1080);
        assertThat(video.height()).hasValue(1920);
        assertThat(video.duration()).contains(Duration.ofMillis(5200));
        assertThat(video.contentType()).contains("video/mp4");
        assertThat(video.size()).isEmpty();
    }

    @Test
    void a_finished_animation_may_lack_optional_values() {
        GeneratedVideo video = video(Operation.ANIMATE, ANIMATE_ID, """
                { "status": "COMPLETED", "request_id": "a1b2c3d4-e5f6-7890-g1h2-i3j4k5l6m7n8", "animation": {
                  "url": "https://storage.fal.media/output/animation_12345.mp4", "width": 1080, "height": 1920 } }""");
        assertThat(video.width()).hasValue(1080);
        assertThat(video.height()).hasValue(1920);
        assertThat(video.duration()).isEmpty();
        assertThat(video.contentType()).isEmpty();
    }

    @Test
    void a_finished_animation_may_be_named_video() {
        assertThat(video(
                                Operation.ANIMATE,
                                ANIMATE_ID,
                                "{\"status\":\"COMPLETED\",\"video\":{\"url\":\"https://x.test/a\"}}")
                        .url())
                .hasToString("https://x.test/a");
    }

    @Test
    void a_running_animation_has_an_estimate() {
        TaskStatus status = run.status(Operation.ANIMATE, ANIMATE_ID, 200, """
                { "status": "IN_PROGRESS", "request_id": "a1b2c3d4-e5f6-7890-g1h2-i3j4k5l6m7n8",
                  "estimated_completion_seconds": 45 }""");
        assertThat(status).isEqualTo(new TaskStatus.Running(Optional.of(Duration.ofSeconds(45))));
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT_TO_VIDEO", "IMAGE_TO_VIDEO"})
    void a_finished_video_is_read_completely(Operation operation) {
        GeneratedVideo video =
                video(operation, WAN_ID, SUCCEEDED.formatted("https://x.test/v.mp4?Expires=1&Signature=a%2Bb%3D"));
        assertThat(video.url()).isEqualTo(URI.create("https://x.test/v.mp4?Expires=1&Signature=a%2Bb%3D"));
        assertThat(video.width()).hasValue(1920);
        assertThat(video.height()).hasValue(1080);
        assertThat(video.duration()).contains(Duration.ofSeconds(5));
        assertThat(video.task().id()).isEqualTo(WAN_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "720", "16:9", "0*0", ""})
    void a_ratio_in_another_format_is_ignored(String ratio) {
        GeneratedVideo video = video(
                Operation.TEXT_TO_VIDEO,
                WAN_ID,
                SUCCEEDED.formatted("https://x.test/v.mp4").replace("1920*1080", ratio));
        assertThat(video.width()).isEqualTo(OptionalInt.empty());
        assertThat(video.url()).hasToString("https://x.test/v.mp4");
    }

    @Test
    void a_video_needs_no_usage() {
        assertThat(video(
                                Operation.TEXT_TO_VIDEO,
                                WAN_ID,
                                "{\"output\":{\"task_status\":\"SUCCEEDED\",\"video_url\":\"https://x.test/v.mp4\"},"
                                        + "\"usage\":null}")
                        .url())
                .hasToString("https://x.test/v.mp4");
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT_TO_VIDEO", "IMAGE_TO_VIDEO"})
    @Tag("fault-56")
    void success_without_a_URL_is_no_result(Operation operation) {
        VideoFailure failure =
                VendorTestHarness.failure(() -> run.status(operation, WAN_ID, 200, SUCCEEDED.formatted("")));
        assertThat(failure.kind()).isEqualTo(FailureKind.NO_RESULT);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.BILLED);
        assertThat(failure.task()).map(TaskRef::id).contains(WAN_ID);
        assertThat(failure.rawResponse().orElseThrow()).contains("SUCCEEDED");
    }

    @Test
    @Tag("fault-43")
    void a_running_speech_task_may_name_another_id() {
        TaskStatus status = run.status(Operation.SPEECH_TO_VIDEO, SPEECH_ID, 200, """
                { "status": "IN_PROGRESS", "detail": "Request is still in progress",
                  "request_id": "5e463355-39bf-4ca4-bb00-61d314aa241a" }""");
        assertThat(status).isEqualTo(new TaskStatus.Running(Optional.empty()));
    }

    @Test
    @Tag("fault-57")
    void a_finished_speech_task_has_no_status() {
        GeneratedVideo video = video(Operation.SPEECH_TO_VIDEO, SPEECH_ID, """
                { "video": {
                  "url": "https://pub-582b7213209642b9b995c96c95a30381.r2.dev/wan-s2v/\
                wan-s2v-5ccf2522-a146-4032-92f2-c0bba9607ff8.mp4",
                  "content_type": "application/octet-stream", "file_name": "ddafecf17bd2482a9e7b15d7596e5e1b.mp4",
                  "file_size": 3409777 } }""");
        assertThat(video.url().getPath()).isEqualTo("/wan-s2v/wan-s2v-5ccf2522-a146-4032-92f2-c0bba9607ff8.mp4");
        assertThat(video.contentType()).contains("application/octet-stream");
        assertThat(video.size()).isEqualTo(OptionalLong.of(3409777));
    }

    @Test
    @Tag("fault-99")
    void a_video_of_another_size_is_not_kept(@TempDir Path folder) {
        VideoTask task = run.client().submit(PixazoOrders.of(Operation.SPEECH_TO_VIDEO));
        String url = task.await().url().toString();
        run.vendor()
                .nextPoll(Fault.response(
                        200, "application/json", "{\"video\":{\"url\":\"" + url + "\",\"file_size\":17}}"));
        VideoFailure failure =
                VendorTestHarness.failure(() -> run.client().resume(task.ref()).download(folder.resolve("video.mp4")));
        assertThat(failure.kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\"status\":\"\",", "\"status\":\"OK\",", "\"status\":\"COMPLETED\",", "\"success\":true,"})
    void speech_with_a_URL_is_finished_whatever_its_status(String status) {
        assertThat(video(
                                Operation.SPEECH_TO_VIDEO,
                                SPEECH_ID,
                                "{" + status + "\"video\":{\"url\":\"https://x.test/v.mp4\"}}")
                        .url())
                .hasToString("https://x.test/v.mp4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"video\":{}}", "{\"video\":{\"url\":\"\"}}", "{\"video\":{\"url\":\"soon.mp4\"}}"})
    void speech_with_a_video_without_a_URL_is_no_result(String result) {
        assertThat(VendorTestHarness.failure(() -> run.status(Operation.SPEECH_TO_VIDEO, SPEECH_ID, 200, result))
                        .kind())
                .isEqualTo(FailureKind.NO_RESULT);
    }

    static Stream<Arguments> states_of_a_running_task() {
        return Stream.of(
                argumentSet("queued", "IN_QUEUE", new TaskStatus.Queued()),
                argumentSet("pending", "PENDING", new TaskStatus.Queued()),
                argumentSet("running", "RUNNING", new TaskStatus.Running(Optional.empty())),
                argumentSet("in progress, small", "in_progress", new TaskStatus.Running(Optional.empty())),
                argumentSet("placeholder of the document", "<STATUS>", new TaskStatus.Unrecognized("<STATUS>")),
                argumentSet("nothing, as in the document", "", new TaskStatus.Unrecognized("")),
                argumentSet("upstream's suspended", "SUSPENDED", new TaskStatus.Unrecognized("SUSPENDED")),
                argumentSet("a word to come", "Re-Rendering", new TaskStatus.Unrecognized("Re-Rendering")));
    }

    @ParameterizedTest
    @MethodSource("states_of_a_running_task")
    @Tag("fault-45")
    void every_status_that_is_not_final_means_running(String word, TaskStatus expected) {
        assertThat(run.status(Operation.IMAGE_TO_VIDEO, WAN_ID, 200, "{\"output\":{\"task_status\":\"" + word + "\"}}"))
                .isEqualTo(expected);
        assertThat(run.status(Operation.SPEECH_TO_VIDEO, SPEECH_ID, 200, "{\"status\":\"" + word + "\"}"))
                .isEqualTo(expected);
        assertThat(run.status(Operation.ANIMATE, ANIMATE_ID, 200, "{\"status\":\"" + word + "\"}"))
                .isEqualTo(expected);
    }

    @Test
    void a_response_without_a_status_means_running() {
        assertThat(run.status(Operation.TEXT_TO_VIDEO, WAN_ID, 200, "{\"output\":{\"task_id\":\"" + WAN_ID + "\"}}"))
                .isEqualTo(new TaskStatus.Unrecognized(""));
        assertThat(run.status(Operation.SPEECH_TO_VIDEO, SPEECH_ID, 200, "{\"success\":true}"))
                .isEqualTo(new TaskStatus.Unrecognized(""));
    }

    static Stream<Arguments> failed_tasks() {
        return Stream.of(
                argumentSet(
                        "upstream's failure",
                        Operation.TEXT_TO_VIDEO,
                        """
                        {"request_id":"r","output":{"task_id":"%s","task_status":"FAILED","code":"InvalidParameter",
                         "message":"The size is not match xxxxxx"}}""",
                        "InvalidParameter",
                        "The size is not match xxxxxx"),
                argumentSet(
                        "failed animation",
                        Operation.ANIMATE,
                        "{\"status\":\"FAILED\",\"request_id\":\"%s\",\"error\":\"invalid input\"}",
                        "",
                        "invalid input"),
                argumentSet(
                        "failed speech",
                        Operation.SPEECH_TO_VIDEO,
                        "{\"status\":\"ERROR\",\"detail\":[{\"loc\":[\"body\",\"x\"],\"msg\":\"bad\",\"type\":\"t\"}]}",
                        "",
                        "body.x: bad"));
    }

    @ParameterizedTest
    @MethodSource("failed_tasks")
    @Tag("fault-59")
    void a_failed_task_has_the_vendors_message(Operation operation, String result, String code, String message) {
        TaskStatus status = run.status(operation, WAN_ID, 200, result.formatted(WAN_ID));
        assertThat(status).isInstanceOf(TaskStatus.Failed.class);
        VideoFailure failure = ((TaskStatus.Failed) status).failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.GENERATION_FAILED);
        assertThat(failure.vendorCode().orElse("")).isEqualTo(code);
        assertThat(failure.vendorMessage().orElse("")).isEqualTo(message);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.message()).contains(code, message);
    }

    @Test
    void a_task_that_was_cancelled_upstream_is_cancelled() {
        TaskStatus status = run.status(
                Operation.IMAGE_TO_VIDEO,
                WAN_ID,
                200,
                "{\"output\":{\"task_id\":\"" + WAN_ID + "\",\"task_status\":\"CANCELED\"}}");
        assertThat(status).isInstanceOf(TaskStatus.Cancelled.class);
        VideoFailure failure = ((TaskStatus.Cancelled) status).failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
    }

    @Test
    @Tag("fault-25")
    void an_unknown_task_is_not_found_and_not_failed() {
        VideoFailure failure = VendorTestHarness.failure(() -> run.status(
                Operation.TEXT_TO_VIDEO,
                WAN_ID,
                200,
                "{\"request_id\":\"r\",\"output\":{\"task_id\":\"" + WAN_ID + "\",\"task_status\":\"UNKNOWN\"}}"));
        assertThat(failure.kind()).isEqualTo(FailureKind.TASK_NOT_FOUND);
    }

    static Stream<Arguments> responses_in_progress() {
        String words = "Request is still in progress";
        return Stream.of(
                argumentSet(
                        "failed, in detail",
                        Operation.SPEECH_TO_VIDEO,
                        200,
                        "{\"status\":\"FAILED\",\"detail\":\"" + words + "\"}"),
                argumentSet(
                        "failed, in error",
                        Operation.SPEECH_TO_VIDEO,
                        200,
                        "{\"status\":\"FAILED\",\"error\":\"" + words + "\"}"),
                argumentSet(
                        "failed, in message",
                        Operation.ANIMATE,
                        200,
                        "{\"status\":\"FAILED\",\"message\":\"" + words + ".\"}"),
                argumentSet(
                        "failed, upstream's form",
                        Operation.TEXT_TO_VIDEO,
                        200,
                        "{\"output\":{\"task_status\":\"FAILED\",\"message\":\"" + words + "\"}}"),
                argumentSet(
                        "error and detail",
                        Operation.SPEECH_TO_VIDEO,
                        200,
                        "{\"status\":\"error\",\"error\":\"Failed\",\"detail\":\"" + words + "\"}"),
                argumentSet("HTTP 400, in detail", Operation.SPEECH_TO_VIDEO, 400, "{\"detail\":\"" + words + "\"}"),
                argumentSet("HTTP 400, in error", Operation.ANIMATE, 400, "{\"error\":\"" + words + "\"}"),
                argumentSet(
                        "HTTP 400, both",
                        Operation.ANIMATE,
                        400,
                        "{\"error\":\"Bad Request\",\"detail\":\"" + words + "\"}"),
                argumentSet("HTTP 400, plain text", Operation.SPEECH_TO_VIDEO, 400, words),
                argumentSet("HTTP 404", Operation.SPEECH_TO_VIDEO, 404, "{\"detail\":\"" + words + "\"}"),
                argumentSet("HTTP 202", Operation.SPEECH_TO_VIDEO, 202, "{\"detail\":\"" + words + "\"}"));
    }

    @ParameterizedTest
    @MethodSource("responses_in_progress")
    void still_in_progress_means_running_whatever_the_status(Operation operation, int status, String result) {
        assertThat(run.status(operation, WAN_ID, status, result)).isEqualTo(new TaskStatus.Running(Optional.empty()));
    }

    static Stream<Arguments> documented_errors() {
        return Stream.of(
                Arguments.of(400, "Invalid request parameters", FailureKind.UNEXPECTED_RESPONSE),
                Arguments.of(400, "Invalid parameters", FailureKind.UNEXPECTED_RESPONSE),
                Arguments.of(401, "Invalid or missing authentication", FailureKind.AUTHENTICATION),
                Arguments.of(403, "Access denied for this operation", FailureKind.FORBIDDEN),
                Arguments.of(404, "Endpoint not found", FailureKind.TASK_NOT_FOUND),
                Arguments.of(429, "Rate limit exceeded, please retry later", FailureKind.RATE_LIMITED),
                Arguments.of(500, "An unexpected error occurred, please try again later", FailureKind.UNAVAILABLE));
    }

    @ParameterizedTest
    @MethodSource("documented_errors")
    void a_documented_error_of_a_poll_is_not_about_the_task(int status, String text, FailureKind kind) {
        for (Operation operation : PixazoOrders.OPERATIONS) {
            VideoFailure failure = VendorTestHarness.failure(
                    () -> run.status(operation, WAN_ID, status, "{ \"error\": \"" + text + "\" }"));
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.vendorMessage()).contains(text);
            assertThat(failure.task()).map(TaskRef::id).contains(WAN_ID);
            assertThat(failure.billingStatus()).isNotEqualTo(BillingStatus.NOT_BILLED);
        }
    }

    private GeneratedVideo video(Operation operation, String id, String result) {
        TaskStatus status = run.status(operation, id, 200, result);
        assertThat(status).isInstanceOf(TaskStatus.Succeeded.class);
        return ((TaskStatus.Succeeded) status).video();
    }
}
