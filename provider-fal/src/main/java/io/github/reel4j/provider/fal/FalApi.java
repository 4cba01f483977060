package io.github.reel4j.provider.fal;

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
 * The queue API of fal. Orders go to the path of the model; all other calls to the first 2 segments of that path, the
 * owner and the app. Optional values of responses are kept as raw JSON, so that a change in them cannot lose a paid
 * video.
 */
interface FalApi {

    @RequestLine("POST {path}?fal_webhook={webhook}")
    @Headers({
        "Content-Type: application/json",
        "X-Fal-Store-IO: {storeIo}",
        "X-Fal-No-Retry: {noRetry}",
        "X-Fal-Object-Lifecycle-Preference: {mediaLifetime}"
    })
    VendorResponse<QueueEntry> submit(
            @Param("path") String path,
            @Param("webhook") @Nullable String webhook,
            @Param("storeIo") @Nullable String storeIo,
            @Param("noRetry") @Nullable String noRetry,
            @Param("mediaLifetime") @Nullable String mediaLifetime,
            Map<String, Object> input,
            Request.Options deadline)
            throws IOException;

    @RequestLine("GET /{owner}/{app}/requests/{id}/status")
    VendorResponse<QueueStatus> status(
            @Param("owner") String owner, @Param("app") String app, @Param("id") String id, Request.Options deadline)
            throws IOException;

    @RequestLine("GET /{owner}/{app}/requests/{id}")
    VendorResponse<ModelOutput> result(
            @Param("owner") String owner, @Param("app") String app, @Param("id") String id, Request.Options deadline)
            throws IOException;

    @RequestLine("PUT /{owner}/{app}/requests/{id}/cancel")
    VendorResponse<CancelStatus> cancel(
            @Param("owner") String owner, @Param("app") String app, @Param("id") String id, Request.Options deadline)
            throws IOException;

    @JsonNaming(SnakeCaseStrategy.class)
    record QueueEntry(
            @Nullable String requestId,
            @Nullable JsonNode statusUrl,
            @Nullable JsonNode responseUrl,
            @Nullable JsonNode cancelUrl) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record QueueStatus(
            @Nullable String requestId,
            @Nullable String status,
            @Nullable JsonNode queuePosition,
            @Nullable JsonNode error,
            @Nullable JsonNode errorType) {}

    record ModelOutput(@Nullable JsonNode video) {}

    record CancelStatus(@Nullable String status) {}
}
