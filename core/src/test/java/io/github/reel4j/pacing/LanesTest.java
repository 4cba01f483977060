package io.github.reel4j.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.FakeProvider;
import io.github.reel4j.Samples;
import io.github.reel4j.VirtualTimeline;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.spi.VideoProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final VirtualTimeline time = new VirtualTimeline();
    private final VideoProvider acme = declaring(VendorLimits.of(60, 2, Samples.anchor("limits")));

    private static VideoProvider declaring(VendorLimits limits) {
        return new ForwardingProvider(new FakeProvider("acme", Samples.plus())) {
            @Override
            public VendorLimits limits() {
                return limits;
            }
        };
    }

    private Lanes lanes(Map<String, String> settings) {
        return new Lanes(new Settings(settings, name -> null, name -> null), time);
    }

    /** When each of three orders was sent, in milliseconds. */
    private List<Long> sent(Lane lane) {
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            lane.queue(() -> sent.add(time.elapsed().toMillis()), refusal -> {});
        }
        time.passAll();
        return sent;
    }

    @Test
    void what_the_provider_declares_is_kept_to() {
        assertThat(sent(lanes(Map.of()).of(acme))).containsExactly(0L, 1020L);
    }

    @Test
    void a_setting_goes_before_it() {
        assertThat(sent(lanes(Map.of("acme.requests-per-minute", "6000", "acme.tasks-at-once", "3"))
                        .of(acme)))
                .containsExactly(0L, 0L, 0L);
        assertThat(sent(lanes(Map.of("acme.calls-at-once", "1", "acme.requests-per-minute", "6000"))
                        .of(acme)))
                .hasSize(1);
    }

    @Test
    void what_nobody_limits_is_not() {
        assertThat(sent(lanes(Map.of()).of(declaring(VendorLimits.UNDOCUMENTED))))
                .containsExactly(0L, 0L, 0L);
    }

    @Test
    void a_provider_has_one_lane() {
        Lanes lanes = lanes(Map.of());
        assertThat(lanes.of(acme)).isSameAs(lanes.of(acme));
    }

    @Test
    void once_they_are_closed_every_lane_is_those_to_come_included() {
        Lanes lanes = lanes(Map.of());
        Lane before = lanes.of(acme);
        lanes.close();
        for (Lane lane : List.of(before, lanes.of(new FakeProvider("late", Samples.plus())))) {
            List<FailureKind> refusals = new ArrayList<>();
            lane.queue(() -> {}, refusal -> refusals.add(refusal.kind()));
            assertThat(refusals).containsExactly(FailureKind.INTERRUPTED);
        }
    }
}
