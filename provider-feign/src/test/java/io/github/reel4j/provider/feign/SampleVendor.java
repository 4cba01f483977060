package io.github.reel4j.provider.feign;

import feign.Headers;
import feign.Param;
import feign.Request;
import feign.RequestLine;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import io.github.reel4j.spi.NetworkOptions;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scripted vendor, and a client for it. */
public final class SampleVendor implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    static final String KEY = "canary-4711";
    static final String CALLBACK_SECRET = "canary-4712";

    static final ResolvedRequest ORDER = new ResolvedRequest(
            ProviderId.of("acme"),
            ModelSpec.builder()
                    .operation(Operation.TEXT_TO_VIDEO)
                    .id("video-1")
                    .source(new DocumentAnchor("acme-video", "1"))
                    .build(),
            Map.of());

    static final VendorConventions CONVENTIONS = VendorConventions.DEFAULT
            .errors(new ErrorPointers(List.of(), List.of(), List.of("/error"))
                    .violations(ErrorPointers.Violations.FAST_API))
            .taskIdPointers(TaskIdPointers.of("/id").with(Operation.IMAGE_TO_VIDEO, "/job/id"))
            .rejectionCodes(Set.of(400, 401, 402, 403, 404, 422, 429));

    /** A configuration without settings. */
    static final ProviderConfig CONFIG = config(Map.of());

    record Order(String prompt) {}

    record Task(@Nullable String id) {}

    @Headers("Content-Type: application/json")
    interface Api {
        @RequestLine("POST /orders")
        VendorResponse<Task> order(Order order, Request.Options deadline) throws IOException;

        @RequestLine("GET /orders/{id}")
        VendorResponse<Task> status(@Param("id") String id, Request.Options deadline) throws IOException;
    }

    private final RawHttpServer server;
    private final VendorClient client;
    private final Api api;

    private SampleVendor(RawHttpServer server, Map<String, String> settings) {
        this.server = server;
        client = VendorClient.of(
                config(settings), "https://api.acme.example", key -> Map.of("X-Key", key.reveal()), CONVENTIONS);
        api = client.api(Api.class);
    }

    public static ProviderConfig config(Map<String, String> settings) {
        return new ProviderConfig(
                ProviderId.of("acme"), new Settings(settings, name -> null, name -> null), new FixedTime(NOW));
    }

    /** Returns a configuration with other network options than the default. */
    public static ProviderConfig config(Map<String, String> settings, NetworkOptions network) {
        return new ProviderConfig(
                ProviderId.of("acme"), new Settings(settings, name -> null, name -> null), new FixedTime(NOW), network);
    }

    static SampleVendor respondingWith(String status, String headers, String body, String key) {
        return that(call -> call.respond(status, headers, body), key);
    }

    static SampleVendor that(RawHttpServer.Script script) {
        return that(script, KEY);
    }

    private static SampleVendor that(RawHttpServer.Script script, String key) {
        RawHttpServer server = new RawHttpServer(script);
        return new SampleVendor(
                server,
                Map.of(
                        "acme.api-key",
                        key,
                        "acme.base-url",
                        server.url(),
                        "acme.callback-secret",
                        "older, " + CALLBACK_SECRET));
    }

    static SampleVendor respondingWith(String status, String headers, String body) {
        return that(call -> call.respond(status, headers, body));
    }

    static SampleVendor withoutAKey() {
        RawHttpServer server = new RawHttpServer(call -> call.json("{\"id\":\"t1\"}"));
        return new SampleVendor(server, Map.of("acme.base-url", server.url()));
    }

    /** Returns the task of {@link #ORDER} with this id. */
    static TaskRef task(String id) {
        return new TaskRef(ORDER.provider(), ORDER.operation(), ORDER.model().id(), id, ORDER.fingerprint(), NOW);
    }

    RawHttpServer server() {
        return server;
    }

    VendorClient client() {
        return client;
    }

    Either<VideoFailure, VendorResponse<Task>> submit() {
        return client.submit(ORDER, deadline -> api.order(new Order("a kitten"), deadline));
    }

    Either<VideoFailure, VendorResponse<Task>> poll() {
        return client.poll(deadline -> api.status("t1", deadline));
    }

    Either<VideoFailure, VendorResponse<Task>> cancel(TaskRef task) {
        return client.cancel(task, deadline -> api.status(task.id(), deadline));
    }

    int requests() {
        return server.requests().size();
    }

    /** Returns the last request. */
    String request() {
        return server.requests().get(server.requests().size() - 1);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
