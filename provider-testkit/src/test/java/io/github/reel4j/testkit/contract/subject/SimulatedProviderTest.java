package io.github.reel4j.testkit.contract.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedProviderTest {

    private final List<ProviderConfig> configs = new ArrayList<>();
    private final SimulatedProvider subject = new SimulatedProvider(
            new Remembering(), PixazoSimulator.builder(), operation -> SampleRequests.of(Operation.ANIMATE));

    @AfterEach
    void close() {
        subject.close();
    }

    @Test
    void the_provider_gets_its_key_and_base_url() {
        assertThat(text("api-key")).isEqualTo(subject.secret()).isNotEmpty();
        assertThat(text("base-url"))
                .isEqualTo(subject.wire().orElseThrow().baseUrl().toString());
        assertThat(text("callback-secret")).isEqualTo(SimulatedProvider.CALLBACK_SECRET);
    }

    @Test
    void another_provider_gets_changed_settings() {
        VideoProvider unused = subject.with(Map.of("api-key", "another", "submit-timeout", "300ms"));

        assertThat(text("api-key")).isEqualTo("another");
        assertThat(text("submit-timeout")).isEqualTo("300ms");
        assertThat(text("callback-secret")).isEqualTo(SimulatedProvider.CALLBACK_SECRET);
    }

    @Test
    void finishing_tasks_advances_the_clock() {
        Instant before = subject.now();

        subject.finishTasks();

        assertThat(subject.now())
                .isAfter(before)
                .isEqualTo(configs.get(0).scheduler().now());
        subject.setClockAhead(Duration.ofDays(1));
        assertThat(configs.get(0).scheduler().now()).isAfter(before.plus(Duration.ofDays(1)));
    }

    @Test
    void custom_requests_replace_the_samples() {
        assertThat(subject.request(Operation.TEXT_TO_VIDEO).operation()).isEqualTo(Operation.ANIMATE);
    }

    @Test
    void close_closes_the_vendor() throws Exception {
        URL vendor = subject.wire().orElseThrow().baseUrl().toURL();

        subject.close();

        assertThatThrownBy(() -> ((HttpURLConnection) vendor.openConnection()).getResponseCode())
                .isInstanceOf(ConnectException.class);
    }

    private String text(String name) {
        return configs.get(configs.size() - 1).text(name).orElseThrow();
    }

    /** Records the configurations of its providers. */
    private final class Remembering implements VideoProviderFactory {
        private final InMemoryVideoProvider memory = new InMemoryVideoProvider();

        @Override
        public ProviderId id() {
            return memory.id();
        }

        @Override
        public VideoProvider create(ProviderConfig config) {
            configs.add(config);
            return memory;
        }
    }
}
