package io.github.reel4j.provider.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feign.Headers;
import feign.Param;
import feign.Request;
import feign.RequestLine;
import io.github.reel4j.provider.feign.VendorResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API of DashScope. Optional values of responses are kept as raw JSON, so that a change in them cannot lose a
 * paid video. A header whose parameter is null is omitted.
 */
interface DashscopeApi {

    /**
     * Orders a video.
     *
     * @param task {@code video-generation}, or {@code image2video} for frames, speech and motion clips
     */
    @RequestLine("POST /services/aigc/{task}/video-synthesis")
    @Headers({"Content-Type: application/json", "X-DashScope-Async: enable", "X-DashScope-OssResourceResolve: {resolve}"
    })
    VendorResponse<SynthesisResponse> submit(
            @Param("task") String task,
            Map<String, Object> order,
            @Param("resolve") @Nullable String resolve,
            Request.Options deadline)
            throws IOException;

    /** Checks a picture at once, and is billed for it. It is not an order. */
    @RequestLine("POST /services/aigc/image2video/face-detect")
    @Headers({"Content-Type: application/json", "X-DashScope-OssResourceResolve: {resolve}"})
    VendorResponse<JsonNode> checkFace(
            Map<String, Object> picture, @Param("resolve") @Nullable String resolve, Request.Options deadline)
            throws IOException;

    @RequestLine("GET /tasks/{id}")
    VendorResponse<SynthesisResponse> status(@Param("id") String id, Request.Options deadline) throws IOException;

    @RequestLine("POST /tasks/{id}/cancel")
    VendorResponse<JsonNode> cancel(@Param("id") String id, Request.Options deadline) throws IOException;

    @RequestLine("GET /uploads?action=getPolicy&model={model}")
    VendorResponse<JsonNode> uploadPolicy(@Param("model") String model, Request.Options deadline) throws IOException;

    /** The response to an order and to a poll. The URL of the video is in one of 2 places. */
    record SynthesisResponse(
            @Nullable TaskOutput output, @Nullable JsonNode usage) {
        @JsonNaming(SnakeCaseStrategy.class)
        record TaskOutput(
                @Nullable String taskId,
                @Nullable String taskStatus,
                @Nullable String videoUrl,
                @Nullable JsonNode results,
                @Nullable JsonNode endTime) {}
    }
}
