package io.github.reel4j.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservedProviderTest {

    @Test
    void the_observed_provider_has_the_limits_of_the_provider() {
        VendorLimits limits = VendorLimits.of(60, 2, new DocumentAnchor("limits.md", "60 a minute, 2 at once"));
        VideoProvider limited = new ForwardingProvider(new InMemoryVideoProvider()) {
            @Override
            public VendorLimits limits() {
                return limits;
            }
        };
        VideoProviderFactory factory = new VideoProviderFactory() {
            @Override
            public ProviderId id() {
                return limited.id();
            }

            @Override
            public VideoProvider create(ProviderConfig config) {
                return limited;
            }
        };
        try (VirtualTimeScheduler time = new VirtualTimeScheduler()) {
            ProviderConfig config =
                    new ProviderConfig(limited.id(), new Settings(Map.of(), name -> null, name -> null), time);
            VideoProvider observed = new ObservedProvider.Factory(factory, new SubmitResultRecorder()).create(config);
            assertThat(observed.limits()).isEqualTo(limits);
        }
    }
}
