package io.github.reel4j.project.nimbus;

import com.fasterxml.jackson.databind.JsonNode;
import feign.Headers;
import feign.Param;
import feign.Request;
import feign.RequestLine;
import io.github.reel4j.provider.feign.VendorResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The HTTP API of Nimbus: submits are PUTs, ids and statuses are numbers, and results have their own path. */
interface NimbusApi {

    @RequestLine("PUT /render/queue")
    @Headers("Content-Type: application/json")
    VendorResponse<Ticket> enqueue(Order order, Request.Options deadline) throws IOException;

    @RequestLine("GET /render/jobs/{number}")
    VendorResponse<Ticket> job(@Param("number") String number, Request.Options deadline) throws IOException;

    @RequestLine("DELETE /render/jobs/{number}")
    VendorResponse<Stop> stop(@Param("number") String number, Request.Options deadline) throws IOException;

    @RequestLine("GET /render/results/{number}")
    VendorResponse<Result> result(@Param("number") String number, Request.Options deadline) throws IOException;

    @RequestLine("POST /render/media")
    @Headers("Content-Type: {type}")
    VendorResponse<Stored> store(@Param("type") String type, byte[] content, Request.Options deadline)
            throws IOException;

    /** The response to an upload. */
    record Stored(@Nullable String href) {}

    record Order(Scene scene, Output output, @Nullable String callback) {
        record Scene(
                @Nullable String describe,
                @Nullable String avoid,
                @Nullable Start start) {}

        record Start(String frame) {}

        record Output(
                String engine,
                @Nullable String picture,
                @Nullable Long seconds,
                @Nullable Long seed) {}
    }

    /** A job, as in the responses to submits and polls. */
    record Ticket(@Nullable Job job) {
        @Nullable
        String number() {
            return job == null || job.number() == null || job.number() < 1 ? null : String.valueOf(job.number());
        }

        record Job(@Nullable Long number, @Nullable Progress progress) {}

        record Progress(@Nullable Integer status, @Nullable String says) {}
    }

    /** The response to a cancellation. A job that was waiting is not charged. */
    record Stop(@Nullable Boolean late, @Nullable Boolean charged) {}

    /** The first clip is the video; others, such as a poster frame, may follow. */
    record Result(@Nullable JsonNode clips) {}
}
