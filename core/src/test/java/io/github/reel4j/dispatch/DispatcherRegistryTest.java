package io.github.reel4j.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.FakeProvider;
import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.spi.VideoProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatcherRegistryTest {

    private final VirtualScheduler time = new VirtualScheduler();
    private final VideoProvider acme = declaring(VendorLimits.of(60, 2, SampleRequests.anchor("limits")));

    private static VideoProvider declaring(VendorLimits limits) {
        return new ForwardingProvider(new FakeProvider("acme", SampleRequests.plus())) {
            @Override
            public VendorLimits limits() {
                return limits;
            }
        };
    }

    private DispatcherRegistry dispatchers(Map<String, String> settings) {
        return new DispatcherRegistry(new Settings(settings, name -> null, name -> null), time);
    }

    /** Sends 3 orders and returns when each was sent, in milliseconds. */
    private List<Long> sent(RequestDispatcher dispatcher) {
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            dispatcher.submit(() -> sent.add(time.elapsed().toMillis()), rejection -> {});
        }
        time.passAll();
        return sent;
    }

    @Test
    void the_declared_limits_apply() {
        assertThat(sent(dispatchers(Map.of()).dispatcherFor(acme))).containsExactly(0L, 1020L);
    }

    @Test
    void settings_override_the_declared_limits() {
        assertThat(sent(dispatchers(Map.of("acme.requests-per-minute", "6000", "acme.max-concurrent-tasks", "3"))
                        .dispatcherFor(acme)))
                .containsExactly(0L, 0L, 0L);
        assertThat(sent(dispatchers(Map.of("acme.max-concurrent-requests", "1", "acme.requests-per-minute", "6000"))
                        .dispatcherFor(acme)))
                .hasSize(1);
    }

    @Test
    void without_any_limit_orders_are_sent_immediately() {
        assertThat(sent(dispatchers(Map.of()).dispatcherFor(declaring(VendorLimits.UNDOCUMENTED))))
                .containsExactly(0L, 0L, 0L);
    }

    @Test
    void a_provider_has_one_dispatcher() {
        DispatcherRegistry dispatchers = dispatchers(Map.of());
        assertThat(dispatchers.dispatcherFor(acme)).isSameAs(dispatchers.dispatcherFor(acme));
    }

    @Test
    void close_also_closes_dispatchers_that_are_created_later() {
        DispatcherRegistry dispatchers = dispatchers(Map.of());
        RequestDispatcher before = dispatchers.dispatcherFor(acme);
        dispatchers.close();
        for (RequestDispatcher dispatcher :
                List.of(before, dispatchers.dispatcherFor(new FakeProvider("late", SampleRequests.plus())))) {
            List<FailureKind> rejections = new ArrayList<>();
            dispatcher.submit(() -> {}, rejection -> rejections.add(rejection.kind()));
            assertThat(rejections).containsExactly(FailureKind.INTERRUPTED);
        }
    }
}
