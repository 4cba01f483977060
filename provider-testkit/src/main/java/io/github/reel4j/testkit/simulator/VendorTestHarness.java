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
 * A simulator and clients that order from it, for the tests of a provider beyond the contract suite. Tasks succeed
 * immediately unless they are scripted.
 *
 * <p>Not thread-safe; the simulator and the clients are.
 */
public final class VendorTestHarness implements AutoCloseable {

    /** The API key of all clients. No output may contain it. */
    public static final String KEY = "canary-4f1c9a77";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Instant started = Instant.now();
    private final List<Runnable> closing = new ArrayList<>();
    private final VideoProviderFactory factory;
    private final Simulator vendor;

    private @Nullable VideoClient client;

    /**
     * Starts the simulator.
     *
     * @param vendor configures the simulator
     * @param factory the factory of the provider that the clients use
     */
    public VendorTestHarness(SimulatorBuilder vendor, VideoProviderFactory factory) {
        this.factory = factory;
        this.vendor = vendor.queued(Duration.ZERO).running(Duration.ZERO).start();
    }

    /** Returns the simulator. */
    public Simulator vendor() {
        return vendor;
    }

    /**
     * Returns a builder of a client of the simulator. The client ignores environment variables and system properties,
     * polls every 10 to 20 ms, and its waits time out after 20 s. Its provider is
     * {@linkplain Simulator#observed observed}. The caller closes the client, or passes it to {@link #closeAtEnd}.
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

    /** Returns one shared client in virtual time, whose waits time out after 30 minutes. {@link #close} closes it. */
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

    /** Registers a client to be closed by {@link #close}, and returns it. */
    public VideoClient closeAtEnd(VideoClient made) {
        closing.add(made::close);
        return made;
    }

    /** Returns a new virtual scheduler, for clients with long waits. {@link #close} closes it. */
    public VirtualTimeScheduler virtualTime() {
        VirtualTimeScheduler time = new VirtualTimeScheduler();
        closing.add(time::close);
        return time;
    }

    /** Submits {@code request} with {@link #client} and returns the JSON body that the vendor received. */
    public JsonNode sentBody(GenerationRequest request) {
        VideoTask unused = client().submit(request);
        List<String> bodies =
                vendor.ledger().submits().stream().map(submit -> submit.body()).toList();
        return json(bodies.get(bodies.size() - 1));
    }

    /**
     * Polls a task once; the vendor responds with exactly this JSON.
     *
     * @param operation the operation of the task
     * @param id the vendor's id of the task
     * @param httpStatus the status of the response
     * @param result the JSON body of the response
     * @throws VideoException if the poll fails
     */
    public TaskStatus status(Operation operation, String id, int httpStatus, String result) {
        vendor.nextPoll(Fault.response(httpStatus, "application/json", result));
        return client().status(task(operation, id));
    }

    /**
     * Returns a reference to a task of this id, submitted when the harness was created. The vendor need not know it.
     */
    public TaskRef task(Operation operation, String id) {
        return new TaskRef(factory.id(), operation, "any", id, "0123456789ab", started);
    }

    /**
     * Returns the failure of a call.
     *
     * @throws AssertionError if the call does not throw a {@link VideoException}
     */
    public static VideoFailure failure(Runnable call) {
        try {
            call.run();
        } catch (VideoException e) {
            return e.failure();
        }
        throw new AssertionError("expected a VideoException, but the call returned normally");
    }

    /**
     * Parses JSON.
     *
     * @throws AssertionError if {@code text} is not JSON
     */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /**
     * Closes the clients, then the simulator.
     *
     * @throws AssertionError if the vendor bills orders that the clients did not report
     */
    @Override
    public void close() {
        closing.forEach(Runnable::run);
        vendor.close();
    }
}
