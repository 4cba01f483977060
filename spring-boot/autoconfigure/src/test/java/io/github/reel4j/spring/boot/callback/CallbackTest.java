package io.github.reel4j.spring.boot.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.CallbackReceiver;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.spring.boot.HttpProbe;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.ManualClock;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Callbacks that the vendor's simulator sends to a running web application. */
class CallbackTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Application {}

    private static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .web(type)
                .run(Arrays.stream(properties).map(property -> "--" + property).toArray(String[]::new));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void a_callback_ends_the_wait_before_the_next_poll(WebApplicationType type) {
        int port = freePort();
        try (Simulator fal = FalSimulator.builder()
                        .queued(Duration.ZERO)
                        .running(Duration.ofSeconds(1))
                        .start();
                ConfigurableApplicationContext application = start(
                        type,
                        "server.port=" + port,
                        "reel4j.provider=fal",
                        "reel4j.callback.path=/hooks/reel4j",
                        "reel4j.callback.base-url=http://127.0.0.1:" + port + "/hooks/reel4j",
                        "reel4j.callback.secret=0123456789abcdef",
                        "reel4j.poll.initial=1h", // without the callback, the test would wait for an hour
                        "reel4j.poll.max=1h",
                        "fal.api-key=sesame",
                        "fal.base-url=" + fal.baseUrl())) {
            VideoTask task = application
                    .getBean(VideoClient.class)
                    .submit(TextToVideoRequest.builder().prompt("a kitten").build());
            assertThat(task.await(Duration.ofMinutes(2)).url()).isNotNull();
        }
    }

    @Test
    void a_callback_finds_an_unknown_order_after_a_restart(@TempDir Path folder) {
        int port = freePort();
        FileJournal journal = FileJournal.at(folder.resolve("orders.journal"));
        ManualClock clock = new ManualClock(Instant.now());
        try (Simulator fal = FalSimulator.builder()
                .clock(clock)
                .running(Duration.ofSeconds(10))
                .start()) {
            String[] properties = {
                "server.port=" + port,
                "reel4j.provider=fal",
                "reel4j.callback.path=/hooks/reel4j",
                "reel4j.callback.base-url=http://127.0.0.1:" + port + "/hooks/reel4j",
                "reel4j.callback.secret=0123456789abcdef",
                "reel4j.journal.file=" + folder.resolve("orders.journal"),
                "fal.api-key=sesame",
                "fal.base-url=" + fal.baseUrl()
            };
            try (ConfigurableApplicationContext application = start(WebApplicationType.SERVLET, properties)) {
                fal.nextSubmit(Fault.connectionReset());
                VideoClient client = application.getBean(VideoClient.class);
                assertThatThrownBy(() -> client.submit(
                                TextToVideoRequest.builder().prompt("a kitten").build()))
                        .isInstanceOf(VideoException.class);
                assertThat(states(journal)).containsExactly(OrderState.UNKNOWN);
            }
            try (ConfigurableApplicationContext restarted = start(WebApplicationType.SERVLET, properties)) {
                clock.advance(Duration.ofMinutes(1));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(states(journal)).doesNotContain(OrderState.UNKNOWN));
                assertThat(restarted.isActive()).isTrue();
            }
        }
    }

    private static List<OrderState> states(FileJournal journal) {
        return journal.read().get().orders().stream().map(OrderSummary::state).toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void a_request_that_is_no_callback_is_rejected(WebApplicationType type) {
        try (ConfigurableApplicationContext application = start(
                type,
                "server.port=0",
                "reel4j.provider=fal",
                "reel4j.callback.path=/hooks/reel4j",
                "reel4j.callback.base-url=https://shop.example.com/hooks/reel4j")) {
            int port = Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
            assertThat(HttpProbe.post(port, "/hooks/reel4j/fal/x/y", "{}").statusCode())
                    .isEqualTo(404);
            assertThat(HttpProbe.get(port, "/hooks/reel4j/fal/x/y").statusCode())
                    .isEqualTo(405);
            assertThat(HttpProbe.post(port, "/hooks/reel4j/fal/x/y", "x".repeat(CallbackReceiver.MAX_BODY_BYTES + 1))
                            .statusCode())
                    .isIn(404, 413);
        }
    }

    @Test
    void nothing_is_mapped_without_a_path() {
        try (ConfigurableApplicationContext application = start(
                WebApplicationType.SERVLET,
                "server.port=0",
                "reel4j.provider=fal",
                "reel4j.callback.base-url=https://shop.example.com/hooks/reel4j")) {
            assertThat(application.containsBean("reelCallbackMapping")).isFalse();
        }
    }
}
