package io.github.reel4j.testkit.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feign.Headers;
import feign.Param;
import feign.QueryMap;
import feign.Request;
import feign.RequestLine;
import io.github.reel4j.provider.feign.VendorResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP API of Acme. */
interface AcmeApi {

    @RequestLine("POST /jobs")
    @Headers("Content-Type: application/json")
    VendorResponse<Sheet> post(ObjectNode order, Request.Options deadline) throws IOException;

    @RequestLine("PUT /jobs")
    @Headers("Content-Type: application/json")
    VendorResponse<Sheet> put(ObjectNode order, Request.Options deadline) throws IOException;

    @RequestLine("GET /jobs/{id}")
    VendorResponse<Sheet> job(@Param("id") String id, @QueryMap Map<String, String> query, Request.Options deadline)
            throws IOException;

    @RequestLine("DELETE /jobs/{id}")
    VendorResponse<Stop> stop(@Param("id") String id, Request.Options deadline) throws IOException;

    @RequestLine("PUT /files")
    @Headers("Content-Type: {type}")
    VendorResponse<Stored> store(@Param("type") String type, byte[] content, Request.Options deadline)
            throws IOException;

    /** The response to an upload. */
    record Stored(@Nullable String url) {}

    /** The response to a cancel request. */
    record Stop(@Nullable Boolean stopped, @Nullable Boolean charged) {}

    /** The status of a job. */
    record Sheet(@Nullable Job job) {
        record Job(
                @Nullable String id,
                @Nullable JsonNode state,
                @Nullable Integer ahead,
                @Nullable String film,
                @Nullable Long until) {}
    }
}
