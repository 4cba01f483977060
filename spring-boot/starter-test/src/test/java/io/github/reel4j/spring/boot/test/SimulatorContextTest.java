package io.github.reel4j.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.VideoClient;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** The beans of a test with 2 vendors in real time. */
@SpringJUnitConfig(SimulatorContextTest.Application.class)
@AutoConfigureReelSimulator(
        value = {"fal", "pixazo"},
        virtualTime = false)
class SimulatorContextTest {

    @Configuration(proxyBeanMethods = false)
    static class Application {}

    @Autowired
    private ApplicationContext context;

    @Test
    void each_vendor_has_its_simulator(
            @Autowired @Qualifier("falSimulator") Simulator fal,
            @Autowired @Qualifier("pixazoSimulator") Simulator pixazo) {
        assertThat(fal).isNotSameAs(pixazo);
        assertThat(context.containsBean("falLedger")).isTrue();
        assertThat(context.getBean(VideoClient.class).providers())
                .allSatisfy(provider -> assertThat(provider.hasKey()).isTrue());
    }

    @Test
    void real_time_needs_no_scheduler() {
        assertThat(context.getBeansOfType(Scheduler.class)).isEmpty();
    }

    @Test
    void equal_annotations_share_a_cached_context() {
        assertThat(new SimulatorContextCustomizer(List.of("fal"), true))
                .isEqualTo(new SimulatorContextCustomizer(List.of("fal"), true))
                .isNotEqualTo(new SimulatorContextCustomizer(List.of("fal"), false))
                .isNotEqualTo(new SimulatorContextCustomizer(List.of("pixazo"), true));
    }

    @Test
    void a_client_that_would_reach_a_vendor_fails_the_start() {
        try (GenericApplicationContext other = new GenericApplicationContext()) {
            new SimulatorContextCustomizer(List.of("fal"), false).addBeans(other);
            other.registerBean(
                    "own",
                    VideoClient.class,
                    () -> VideoClient.builder().readOnly().build());
            assertThatThrownBy(other::refresh)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("at least 1 of these clients would order from a real vendor: [own]. Remove")
                    .hasMessageContaining("VideoClientBuilderCustomizer");
        }
    }

    @Test
    void an_unknown_vendor_is_reported() {
        try (GenericApplicationContext other = new GenericApplicationContext()) {
            new SimulatorContextCustomizer(List.of("acme"), true).addBeans(other);
            assertThatThrownBy(other::refresh).rootCause().hasMessageContaining("no provider 'acme'");
        }
        assertThatThrownBy(() -> new SimulatorContextCustomizer(List.of(), true))
                .hasMessageContaining("@AutoConfigureReelSimulator(\"fal\")");
    }
}
