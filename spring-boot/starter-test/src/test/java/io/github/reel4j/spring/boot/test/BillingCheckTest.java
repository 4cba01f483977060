package io.github.reel4j.spring.boot.test;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** A test of an application that loses a billed order fails. */
class BillingCheckTest {

    private static final String FIXTURES = "reel4j.fixtures";

    @Test
    void a_lost_order_fails_its_test_and_no_other() {
        System.setProperty(FIXTURES, "run");
        try {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(LosingOrders.class))
                    .execute()
                    .testEvents()
                    .assertStatistics(statistics -> statistics.succeeded(1).failed(1))
                    .assertThatEvents()
                    .haveExactly(
                            1,
                            event(
                                    test("loses_an_order"),
                                    finishedWithFailure(
                                            instanceOf(AssertionError.class),
                                            message(text -> text.contains("The vendor bills 1 orders")))));
        } finally {
            System.clearProperty(FIXTURES);
        }
    }

    @Test
    void the_check_can_be_disabled() {
        System.setProperty(FIXTURES, "run");
        try {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(UncheckedOrders.class))
                    .execute()
                    .testEvents()
                    .assertStatistics(statistics -> statistics.succeeded(1).failed(0));
        } finally {
            System.clearProperty(FIXTURES);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {}

    /** Orders with a client of its own, which the application does not know. */
    private static void orderUnseen(Simulator fal) {
        Settings none = new Settings(Map.of(), name -> null, name -> null);
        try (VideoClient other = VideoClient.builder()
                .settings(none)
                .provider("fal")
                .apiKey("fal", "sesame")
                .property("fal.base-url", fal.baseUrl().toString())
                .build()) {
            var unused =
                    other.submit(TextToVideoRequest.builder().prompt("a kitten").build());
        }
    }

    @SpringJUnitConfig(Application.class)
    @AutoConfigureReelSimulator("fal")
    @EnabledIfSystemProperty(named = FIXTURES, matches = "run", disabledReason = "meant to fail")
    static class LosingOrders {

        @Test
        void loses_an_order(@Autowired Simulator fal) {
            orderUnseen(fal);
        }

        @Test
        void orders_nothing(@Autowired VideoClient client) {
            client.providers();
        }
    }

    @SpringJUnitConfig(Application.class)
    @AutoConfigureReelSimulator(value = "fal", billingCheck = false)
    @EnabledIfSystemProperty(named = FIXTURES, matches = "run", disabledReason = "meant to fail")
    static class UncheckedOrders {

        @Test
        void loses_an_order(@Autowired Simulator fal) {
            orderUnseen(fal);
        }
    }
}
