package io.github.reel4j.provider.apixo;

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
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The HTTP API of Apixo: POST for orders, GET for polls, and an envelope around every response. */
interface ApixoApi {

    @RequestLine("POST /generateTask/wan-2-2-animate")
    @Headers("Content-Type: application/json")
    VendorResponse<Envelope> generate(Order order, Request.Options deadline) throws IOException;

    @RequestLine("GET /statusTask/wan-2-2-animate?taskId={taskId}")
    VendorResponse<Envelope> status(@Param("taskId") String taskId, Request.Options deadline) throws IOException;

    @JsonNaming(SnakeCaseStrategy.class)
    record Order(
            @Nullable String requestType,
            @Nullable String callbackUrl,
            @Nullable String provider,
            Input input) {
        @JsonNaming(SnakeCaseStrategy.class)
        record Input(
                @Nullable String mode,
                String type,
                List<String> imageUrls,
                List<String> videoUrls,
                @Nullable String prompt,
                @Nullable String resolution,
                @Nullable Long seed) {}
    }

    /** The envelope of every response; {@code code} has the meaning of an HTTP status. */
    record Envelope(@Nullable Integer code, @Nullable Data data) {
        /** Returns the code unless it means success; empty without a code, because the HTTP status is then enough. */
        OptionalInt errorCode() {
            return code == null || (code >= 200 && code < 300) ? OptionalInt.empty() : OptionalInt.of(code);
        }

        record Data(
                @Nullable String taskId,
                @Nullable String state,
                @JsonProperty("resultJson") @Nullable JsonNode result) {}
    }
}
