package io.github.reel4j.spring.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.spring.boot.HttpProbe;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What a running application shows at its actuator, seen through HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class ActuatorTest {

    private static final TextToVideoRequest REQUEST =
            TextToVideoRequest.builder().prompt("canary-prompt").build();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Application {}

    private static ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addLast(new SystemEnvironmentPropertySource(
                                "more-systemEnvironment",
                                Map.of(
                                        "PIXAZO_API_KEY",
                                        "canary-env-1",
                                        "REEL4J_PROVIDERS_APIXO_APIKEY",
                                        "canary-env-2"))))
                .properties(
                        "server.port=0",
                        "reel4j.provider=fal",
                        "management.endpoints.web.exposure.include=*",
                        "management.endpoint.health.show-details=always")
                .run(Stream.of(properties).map(property -> "--" + property).toArray(String[]::new));
    }

    private static String get(ConfigurableApplicationContext application, String path) {
        int port = Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
        return HttpProbe.get(port, "/actuator/" + path).body();
    }

    @Test
    void no_secret_is_shown_or_logged(@TempDir Path folder, CapturedOutput output) {
        try (Simulator fal = FalSimulator.create();
                ConfigurableApplicationContext application = start(
                        "management.endpoint.env.show-values=always",
                        "management.endpoint.configprops.show-values=always",
                        "logging.level.root=debug",
                        "logging.level.io.github.reel4j=trace",
                        "reel4j.journal.file=" + folder.resolve("orders.journal"),
                        "reel4j.providers.fal.api-key=canary-1",
                        "reel4j.providers.fal.callback-secret=canary-2",
                        "reel4j.providers.fal.options.extra-token=canary-3",
                        "reel4j.callback.secret=canary-4-of-16-chars",
                        "reel4j.proxy=http://user:canary-5@127.0.0.1:9",
                        "pixazo.api-key=canary-6",
                        "reel4j.providers.fal.base-url=" + fal.baseUrl())) {
            fal.nextSubmit(Fault.connectionReset());
            VideoClient client = application.getBean(VideoClient.class);
            try {
                client.submit(REQUEST);
            } catch (VideoException expected) {
                assertThat(expected.getMessage()).doesNotContain("canary");
            }
            assertThat(client.submit(REQUEST).ref()).isNotNull();
            String env = get(application, "env");
            String configprops = get(application, "configprops");
            assertThat(env)
                    .contains(
                            "reel4j.providers.fal.api-key",
                            "PIXAZO_API_KEY",
                            fal.baseUrl().toString());
            assertThat(configprops).contains("maxSubmitAttempts", fal.baseUrl().toString());
            String reel = get(application, "reel");
            assertThat(reel).contains("\"UNKNOWN\":1", "unresolvedOrders", "\"runningTasks\"");
            for (String shown : new String[] {
                env,
                configprops,
                reel,
                get(application, "health"),
                get(application, "info"),
                get(application, "beans"),
                get(application, "conditions"),
                get(application, "env/reel4j.providers.fal.api-key")
            }) {
                assertThat(shown).doesNotContain("canary");
            }
            assertThat(output.getAll().replaceAll("(?m)^.*CommandLinePropertySource.*$", ""))
                    .doesNotContain("canary");
            fal.reset(); // the unknown order is deliberate, and reported by the client
        }
    }

    @Test
    void health_and_info_call_no_vendor() {
        try (Simulator fal = FalSimulator.create();
                ConfigurableApplicationContext application =
                        start("fal.api-key=sesame", "fal.base-url=" + fal.baseUrl())) {
            assertThat(get(application, "health"))
                    .contains(
                            "\"reel\"",
                            "\"status\":\"UP\"",
                            "\"fal\":{\"hasKey\":true}",
                            "\"pixazo\":{\"hasKey\":true}");
            assertThat(get(application, "info")).contains("\"reel4j\":{\"providers\":[\"fal\",\"pixazo\"]}");
            assertThat(fal.ledger().requests()).isEmpty();
        }
    }
}
