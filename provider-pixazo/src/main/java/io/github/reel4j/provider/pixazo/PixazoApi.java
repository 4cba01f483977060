package io.github.reel4j.provider.pixazo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feign.Headers;
import feign.Param;
import feign.Request;
import feign.RequestLine;
import io.github.reel4j.provider.feign.VendorResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API of Pixazo, in which every call is a POST, including polls. Optional values of responses are kept as raw
 * JSON, so that a change in them cannot lose a paid video.
 */
@Headers({"Content-Type: application/json", "Cache-Control: no-cache"})
interface PixazoApi {

    @RequestLine("POST /wan-video/v1/generateTextToVideoRequest")
    VendorResponse<WanResponse> textToVideo(TextToVideo order, Request.Options deadline) throws IOException;

    @RequestLine("POST /wan-i2v/v1/generateImageToVideoRequest")
    VendorResponse<WanResponse> imageToVideo(ImageToVideo order, Request.Options deadline) throws IOException;

    /** Polls text-to-video and image-to-video tasks. */
    @RequestLine("POST /wan-video-polling/getTextToVideoResult")
    VendorResponse<WanResponse> wanStatus(WanTask task, Request.Options deadline) throws IOException;

    @RequestLine("POST /wan2.2-s2v/v1/generateSpeechToVideoRequest")
    VendorResponse<FlatResponse> speechToVideo(SpeechToVideo order, Request.Options deadline) throws IOException;

    @RequestLine("POST /wan2.2-s2v-polling/getStatusSpeechToVideo")
    VendorResponse<FlatResponse> speechStatus(SpeechTask task, Request.Options deadline) throws IOException;

    @RequestLine("POST {path}")
    VendorResponse<FlatResponse> animate(
            @Param("path") String path, Map<String, Object> order, Request.Options deadline) throws IOException;

    @RequestLine("POST /wan-2-2-animate-api-524/v1/wan-2-2-animate-api-request-result")
    VendorResponse<FlatResponse> animateStatus(AnimateTask task, Request.Options deadline) throws IOException;

    record TextToVideo(String model, Prompts input, Shape parameters) {
        @JsonNaming(SnakeCaseStrategy.class)
        record Prompts(@Nullable String prompt, @Nullable String negativePrompt) {}

        record Shape(@Nullable String size, @Nullable Long n) {}
    }

    record ImageToVideo(String model, Input input, Parameters parameters) {
        @JsonNaming(SnakeCaseStrategy.class)
        record Input(
                @Nullable String prompt,
                @Nullable String negativePrompt,
                @Nullable String imgUrl) {}

        @JsonNaming(SnakeCaseStrategy.class)
        record Parameters(
                @Nullable String resolution,
                @Nullable BigDecimal duration,
                @Nullable Boolean promptExtend,
                @Nullable Boolean watermark,
                @Nullable Long seed) {}
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record SpeechToVideo(
            @Nullable String prompt,
            @Nullable String imageUrl,
            @Nullable String audioUrl,
            @Nullable String negativePrompt,
            @Nullable Long seed,
            @Nullable String resolution,
            @Nullable Long numInferenceSteps,
            @Nullable Boolean enableSafetyChecker,
            @Nullable BigDecimal guidanceScale,
            @Nullable BigDecimal shift,
            @Nullable String videoQuality,
            @Nullable String videoWriteMode) {}

    record WanTask(@JsonProperty("task_id") String taskId) {}

    /** The only request in the documents with a field in camel case. */
    record SpeechTask(@JsonProperty("requestId") String requestId) {}

    record AnimateTask(@JsonProperty("request_id") String requestId) {}

    /** A response of text-to-video and image-to-video, whose {@code output} has the task id. */
    record WanResponse(@Nullable Output output, @Nullable JsonNode usage) {
        @JsonNaming(SnakeCaseStrategy.class)
        record Output(
                @Nullable String taskId,
                @Nullable String taskStatus,
                @Nullable String videoUrl) {}
    }

    /** A response of speech-to-video and animate. */
    @JsonNaming(SnakeCaseStrategy.class)
    record FlatResponse(
            @Nullable String requestId,
            @Nullable String status,
            @Nullable JsonNode detail,
            @Nullable JsonNode estimatedCompletionSeconds,
            @Nullable Media animation,
            @Nullable Media video) {
        @JsonNaming(SnakeCaseStrategy.class)
        record Media(
                @Nullable String url,
                @Nullable JsonNode width,
                @Nullable JsonNode height,
                @Nullable JsonNode durationSeconds,
                @Nullable JsonNode contentType,
                @Nullable JsonNode fileSize) {}
    }
}
