package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One test's vendor, whose tasks are done at once, and the clients that order from it: what a provider's own tests begin with, beyond
 * the contract suite. For one thread; the clients and the vendor that it gives are thread-safe.
 */
public final class VendorTestHarness implements AutoCloseable {

    /** The key of all clients, which no text may show. */
    public static final String KEY = "canary-4f1c9a77";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Instant started = Instant.now();
    private final List<Runnable> closing = new ArrayList<>();
    private final VideoProviderFactory factory;
    private final Simulator vendor;

    private @Nullable VideoClient client;

    /**
     * Starts the vendor.
     *
     * @param factory what its clients order through
     */
    public VendorTestHarness(SimulatorBuilder vendor, VideoProviderFactory factory) {
        this.factory = factory;
        this.vendor = vendor.queued(Duration.ZERO).running(Duration.ZERO).start();
    }

    public Simulator vendor() {
        return vendor;
    }

    /**
     * Begins a client that looks for its settings nowhere but here, asks for a task every 10 to 20 ms, and gives up after 20 s. It is
     * {@link Simulator#observed watched}.
     */
    public VideoClientBuilder builder() {
        return VideoClient.builder()
                .settings(new Settings(Map.of(), name -> null, name -> null))
                .providers(vendor.observed(factory))
                .property(factory.id() + ".api-key", KEY)
                .property(factory.id() + ".base-url", vendor.baseUrl().toString())
                .pollInterval(Duration.ofMillis(10), Duration.ofMillis(20))
                .waitTimeout(Duration.ofSeconds(20));
    }

    /** The same client each time, in virtual time; it has half an hour of patience. */
    public VideoClient client() {
        VideoClient made = client;
        if (made == null) {
            made = closeAtEnd(builder()
                    .pollPolicy(PollPolicy.backoff())
                    .waitTimeout(Duration.ofMinutes(30))
                    .scheduler(virtualTime())
                    .build());
            client = made;
        }
        return made;
    }

    /** The same client, which ends with the run. */
    public VideoClient closeAtEnd(VideoClient made) {
        closing.add(made::close);
        return made;
    }

    /** A virtual time of its own, for clients whose waits would be long; it ends with the run. */
    public VirtualTimeScheduler virtualTime() {
        VirtualTimeScheduler time = new VirtualTimeScheduler();
        closing.add(time::close);
        return time;
    }

    /** Orders, and gives the body that the vendor got. */
    public JsonNode sentBody(GenerationRequest request) {
        VideoTask unused = client().submit(request);
        List<String> bodies =
                vendor.ledger().submits().stream().map(submit -> submit.body()).toList();
        return json(bodies.get(bodies.size() - 1));
    }

    /**
     * Asks once for a task of this id, which the vendor answers with exactly this.
     *
     * @throws VideoException if the answer is no status
     */
    public TaskStatus status(Operation operation, String id, int httpStatus, String result) {
        vendor.nextPoll(Fault.response(httpStatus, "application/json", result));
        return client().status(task(operation, id));
    }

    /** A task of this id, ordered when the run began, which the vendor need not know; the same each time. */
    public TaskRef task(Operation operation, String id) {
        return new TaskRef(factory.id(), operation, "any", id, "0123456789ab", started);
    }

    /**
     * What a call fails with.
     *
     * @throws AssertionError if it does not
     */
    public static VideoFailure failure(Runnable call) {
        try {
            call.run();
        } catch (VideoException e) {
            return e.failure();
        }
        throw new AssertionError("the call did not fail");
    }

    /**
     * Reads JSON.
     *
     * @throws AssertionError if it is none
     */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /**
     * Ends the clients, then the vendor.
     *
     * @throws AssertionError if the vendor bills what the clients do not know of
     */
    @Override
    public void close() {
        closing.forEach(Runnable::run);
        vendor.close();
    }
}
