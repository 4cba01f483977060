package io.github.reel4j.testkit.junit;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The scheduler and the client of one test. The client is created at its first use. Thread-safe. */
final class TestSession implements AutoCloseable {

    private static final String KEY = "key-of-a-test";
    // responses take milliseconds on loopback; tests of silent faults wait this long in real time
    private static final String TIMEOUT = "2s";

    private final ProviderId provider;
    private final Simulator simulator;
    private final Optional<VirtualTimeScheduler> time;
    private @Nullable VideoClient client;

    TestSession(ProviderId provider, Simulator simulator, boolean virtual) {
        this.provider = provider;
        this.simulator = simulator;
        this.time = virtual ? Optional.of(new VirtualTimeScheduler()) : Optional.empty();
    }

    Optional<VirtualTimeScheduler> time() {
        return time;
    }

    synchronized VideoClient client(Supplier<VideoProviderFactory> factory, UnaryOperator<VideoClientBuilder> more) {
        VideoClient made = client;
        if (made == null) {
            String id = provider.value();
            VideoClientBuilder builder = VideoClient.builder()
                    .settings(new Settings(Map.of(), name -> null, name -> null))
                    .provider(id)
                    .apiKey(id, KEY)
                    .property(id + ".base-url", simulator.baseUrl().toString())
                    .property(id + ".submit-timeout", TIMEOUT)
                    .property(id + ".poll-timeout", TIMEOUT)
                    .providers(simulator.observed(factory.get()));
            time.ifPresent(builder::scheduler);
            made = more.apply(builder).build();
            client = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
        time.ifPresent(VirtualTimeScheduler::close);
    }
}
