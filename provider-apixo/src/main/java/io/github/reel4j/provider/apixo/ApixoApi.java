package io.github.reel4j.provider.apixo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feign.Headers;
import feign.Param;
import feign.Request;
import feign.RequestLine;
import io.github.reel4j.provider.feign.TransportException;
import io.github.reel4j.provider.feign.VendorResponse;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Apixo on the wire: orders are POSTs, statuses GETs, replies envelopes. */
interface ApixoApi {

    @RequestLine("POST /generateTask/wan-2-2-animate")
    @Headers("Content-Type: application/json")
    VendorResponse<Envelope> generate(Order order, Request.Options deadline) throws TransportException;

    @RequestLine("GET /statusTask/wan-2-2-animate?taskId={taskId}")
    VendorResponse<Envelope> status(@Param("taskId") String taskId, Request.Options deadline) throws TransportException;

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

    /** Around every reply; {@code code} means what an HTTP status means. */
    record Envelope(@Nullable Integer code, @Nullable Data data) {
        /** The code, unless it is one of success; without a code, the HTTP status has said all. */
        OptionalInt errorCode() {
            return code == null || (code >= 200 && code < 300) ? OptionalInt.empty() : OptionalInt.of(code);
        }

        record Data(
                @Nullable String taskId,
                @Nullable String state,
                @JsonProperty("resultJson") @Nullable JsonNode result) {}
    }
}
