package io.github.reel4j.provider.apixo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.Generation;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.testkit.simulator.ApixoSimulator;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One test's vendor, whose tasks are done at once, and the clients that order from it. */
final class ApixoRun implements AutoCloseable {

    static final String KEY = "apixo-canary-4f1c9a77";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Runnable> closing = new ArrayList<>();
    private final Simulator vendor = ApixoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ZERO)
            .start();

    private @Nullable VideoClient client;

    Simulator vendor() {
        return vendor;
    }

    /** A client that finds its settings nowhere but here; what it is billed and does not know of fails the test. */
    VideoClientBuilder builder() {
        return VideoClient.builder()
                .settings(new Settings(Map.of(), name -> null, name -> null))
                .providers(vendor.watched(new ApixoProviderFactory()))
                .set("apixo.api-key", KEY)
                .set("apixo.base-url", vendor.baseUrl().toString())
                .polling(Duration.ofMillis(10), Duration.ofMillis(20))
                .patience(Duration.ofSeconds(20));
    }

    VideoClient client() {
        VideoClient made = client;
        if (made == null) {
            made = kept(builder()
                    .polling(PollPolicy.backoff())
                    .patience(Duration.ofMinutes(30))
                    .timeline(virtualTime())
                    .build());
            client = made;
        }
        return made;
    }

    VideoClient kept(VideoClient client) {
        closing.add(client::close);
        return client;
    }

    /** Virtual time, for clients whose waits would be long. */
    VirtualTimeline virtualTime() {
        VirtualTimeline time = new VirtualTimeline();
        closing.add(time::close);
        return time;
    }

    /** Orders, and gives the body that the vendor got. */
    JsonNode sent(GenerationRequest request) {
        Generation unused = client().submit(request);
        return json(vendor.ledger().submits().get(0).body());
    }

    /** Asks once for a task of this id, which the vendor answers with exactly this. */
    TaskStatus status(Operation operation, String id, int httpStatus, String answer) {
        vendor.nextPoll(Fault.reply(httpStatus, "application/json", answer));
        return client().status(task(operation, id));
    }

    static TaskRef task(Operation operation, String id) {
        return new TaskRef(ProviderId.of("apixo"), operation, "any", id, "0123456789ab", Instant.now());
    }

    /** What a call fails with. */
    static VideoFailure failure(Runnable call) {
        try {
            call.run();
        } catch (VideoException e) {
            return e.failure();
        }
        throw new AssertionError("the call did not fail");
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
        vendor.close();
    }
}
