package io.github.reel4j.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.port.ClientListener;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ReelAutoConfigurationTest {

    private static final TextToVideoRequest REQUEST =
            TextToVideoRequest.builder().prompt("a kitten").build();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ReelAutoConfiguration.class))
            .withPropertyValues("reel4j.provider=fal");

    @Test
    void a_client_is_configured_without_a_key() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(VideoClient.class).doesNotHaveBean(OrderJournal.class);
            assertThatThrownBy(() -> context.getBean(VideoClient.class).submit(REQUEST))
                    .isInstanceOfSatisfying(
                            VideoException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.MISSING_CREDENTIALS))
                    .hasMessageContaining("reel4j.providers.fal.api-key (not set)")
                    .hasMessageContaining("fal.api-key (not set)")
                    .hasMessageContaining("FAL_API_KEY (not set)");
        });
    }

    @Test
    void nothing_is_configured_if_it_is_disabled() {
        runner.withPropertyValues("reel4j.enabled=false")
                .run(context ->
                        assertThat(context).doesNotHaveBean(VideoClient.class).doesNotHaveBean(ReelProperties.class));
    }

    @Test
    void nothing_is_configured_without_the_library() {
        runner.withClassLoader(new FilteredClassLoader(VideoClient.class))
                .run(context -> assertThat(context).doesNotHaveBean("videoClient"));
    }

    @Test
    void the_client_of_the_application_wins() {
        runner.withUserConfiguration(OwnClient.class)
                .run(context ->
                        assertThat(context).hasSingleBean(VideoClient.class).hasBean("ownClient"));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClient {

        @Bean
        VideoClient ownClient() {
            return VideoClient.builder().readOnly().provider("fal").build();
        }
    }

    @Test
    void the_client_is_closed_with_the_context() {
        AtomicReference<VideoClient> client = new AtomicReference<>();
        runner.withPropertyValues("fal.api-key=sesame", "fal.base-url=http://127.0.0.1:9")
                .run(context -> client.set(context.getBean(VideoClient.class)));
        assertThatThrownBy(() -> Objects.requireNonNull(client.get()).submit(REQUEST))
                .isInstanceOfSatisfying(
                        VideoException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INTERRUPTED));
    }

    @Test
    void every_form_of_a_key_is_found() {
        for (Map<String, Object> variable : List.<Map<String, Object>>of(
                Map.of("FAL_API_KEY", "sesame"),
                Map.of("REEL4J_PROVIDERS_FAL_APIKEY", "sesame"),
                Map.of("REEL4J_PROVIDERS_FAL_API_KEY", "sesame"))) {
            runner.withInitializer(context -> context.getEnvironment()
                            .getPropertySources()
                            .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variable)))
                    .run(context -> assertThat(hasKey(context.getBean(VideoClient.class)))
                            .as(variable.toString())
                            .isTrue());
        }
        for (String property : List.of("reel4j.providers.fal.api-key", "reel4j.providers.fal.apiKey", "fal.api-key")) {
            runner.withPropertyValues(property + "=sesame")
                    .run(context -> assertThat(hasKey(context.getBean(VideoClient.class)))
                            .as(property)
                            .isTrue());
        }
    }

    @Test
    void a_placeholder_without_a_value_is_no_key() {
        String placeholder = "reel4j.providers.fal.api-key=${NO_SUCH_VARIABLE}";
        runner.withPropertyValues(placeholder)
                .run(context ->
                        assertThat(hasKey(context.getBean(VideoClient.class))).isFalse());
        runner.withPropertyValues(placeholder, "fal.api-key=sesame")
                .run(context ->
                        assertThat(hasKey(context.getBean(VideoClient.class))).isTrue());
    }

    private static boolean hasKey(VideoClient client) {
        return client.providers().stream()
                .filter(provider -> provider.id().equals(ProviderId.of("fal")))
                .allMatch(provider -> provider.hasKey());
    }

    @Test
    void a_rotated_key_is_used_for_the_next_order() {
        try (Simulator fal = FalSimulator.create()) {
            Map<String, Object> values = new ConcurrentHashMap<>(Map.of(
                    "reel4j.providers.fal.api-key",
                    "one",
                    "reel4j.providers.fal.base-url",
                    fal.baseUrl().toString()));
            runner.withInitializer(context -> context.getEnvironment()
                            .getPropertySources()
                            .addFirst(new MapPropertySource("rotating", values)))
                    .run(context -> {
                        VideoClient client = context.getBean(VideoClient.class);
                        assertThat(client.submit(REQUEST).ref()).isNotNull();
                        values.put("reel4j.providers.fal.api-key", "two");
                        assertThat(client.submit(REQUEST).ref()).isNotNull();
                    });
            assertThat(fal.ledger().submits())
                    .extracting(request -> request.header("Authorization").orElse(""))
                    .containsExactly("Key one", "Key two");
        }
    }

    @Test
    void connection_details_replace_the_properties() {
        runner.withPropertyValues("reel4j.providers.fal.api-key=sesame", "fal.api-key=sesame")
                .withUserConfiguration(NoConnections.class)
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(VideoClient.class).submit(REQUEST))
                        .hasMessageContaining("bean of type")
                        .hasMessageContaining("NoConnections"));
    }

    @Configuration(proxyBeanMethods = false)
    static class NoConnections implements ReelConnectionDetails {

        @Override
        public Optional<String> apiKey(ProviderId provider) {
            return Optional.empty();
        }

        @Override
        public Optional<URI> baseUrl(ProviderId provider) {
            return Optional.empty();
        }
    }

    @Test
    void customizers_run_in_their_order() {
        runner.withUserConfiguration(Customizers.class)
                .run(context ->
                        assertThat(context.getBean(Customizers.class).calls).containsExactly("first", "second"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {

        private final List<String> calls = new CopyOnWriteArrayList<>();

        @Bean
        @Order(2)
        VideoClientBuilderCustomizer second() {
            return builder -> calls.add("second");
        }

        @Bean
        @Order(1)
        VideoClientBuilderCustomizer first() {
            return builder -> calls.add("first");
        }
    }

    @Test
    void listeners_of_the_application_get_events() {
        try (Simulator fal = FalSimulator.create()) {
            runner.withUserConfiguration(Listeners.class)
                    .withPropertyValues("fal.api-key=sesame", "fal.base-url=" + fal.baseUrl())
                    .run(context -> {
                        assertThat(context.getBean(VideoClient.class)
                                        .submit(REQUEST)
                                        .ref())
                                .isNotNull();
                        context.getBean(VideoClient.class).close(); // waits for the listeners
                        assertThat(context.getBean(Listeners.class).events).isNotEmpty();
                    });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {

        private final List<ClientEvent> events = new CopyOnWriteArrayList<>();

        @Bean
        ClientListener listener() {
            return events::add;
        }
    }

    @Test
    void a_journal_file_records_orders(@TempDir Path folder) {
        try (Simulator fal = FalSimulator.create()) {
            runner.withPropertyValues(
                            "reel4j.journal.file=" + folder.resolve("orders.journal"),
                            "fal.api-key=sesame",
                            "fal.base-url=" + fal.baseUrl())
                    .run(context -> {
                        assertThat(context.getBean(VideoClient.class)
                                        .submit(REQUEST)
                                        .ref())
                                .isNotNull();
                        FileJournal journal = context.getBean(FileJournal.class);
                        assertThat(journal.read().get().orders()).hasSize(1);
                    });
        }
    }

    @Test
    void a_journal_that_cannot_be_written_fails_the_start(@TempDir Path folder) {
        runner.withPropertyValues("reel4j.journal.file=" + folder.resolve("missing/orders.journal"))
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                VideoException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.JOURNAL_FAILED)));
    }

    @Test
    void the_journal_of_the_application_wins(@TempDir Path folder) {
        runner.withBean("own", OrderJournal.class, OrderJournal::none)
                .withPropertyValues("reel4j.journal.file=" + folder.resolve("orders.journal"))
                .run(context ->
                        assertThat(context).hasSingleBean(OrderJournal.class).doesNotHaveBean(FileJournal.class));
    }

    @Test
    void limits_of_money_are_applied() {
        runner.withPropertyValues("reel4j.max-price=0.001 USD", "fal.api-key=sesame", "fal.base-url=http://127.0.0.1:9")
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(VideoClient.class).submit(REQUEST))
                        .isInstanceOfSatisfying(
                                VideoException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.OVER_PRICE_CAP)));
    }

    @Test
    void the_secret_components_are_not_in_the_text_of_properties() {
        runner.withPropertyValues(
                        "reel4j.providers.fal.api-key=canary-1",
                        "reel4j.providers.fal.callback-secret=canary-2",
                        "reel4j.callback.secret=canary-3-and-16-chars",
                        "reel4j.proxy=http://user:canary-4@127.0.0.1:9")
                .run(context -> {
                    ReelProperties properties = context.getBean(ReelProperties.class);
                    assertThat(properties.toString()
                                    + properties.providers()
                                    + properties.callback()
                                    + context.getBean(ReelConnectionDetails.class))
                            .doesNotContain("canary");
                    assertThat(properties.waitTimeout()).isEqualTo(Duration.ofMinutes(30));
                });
    }
}
