package io.github.reel4j.spring.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.spring.boot.ReelAutoConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

class ActuatorAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ReelAutoConfiguration.class, ReelActuatorAutoConfiguration.class))
            .withPropertyValues("reel4j.provider=fal", "management.endpoints.web.exposure.include=reel");

    @Test
    void health_endpoint_and_mask_are_there() {
        runner.run(context -> assertThat(context)
                .hasBean("reelHealthIndicator")
                .hasSingleBean(ReelEndpoint.class)
                .hasSingleBean(SecretSanitizer.class)
                .hasSingleBean(ReelInfoContributor.class)
                .doesNotHaveBean(OrderStatusSource.class));
    }

    @Test
    void nothing_is_there_without_the_actuator() {
        runner.withClassLoader(new FilteredClassLoader(Endpoint.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("reelEndpoint")
                        .doesNotHaveBean("reelHealthIndicator"));
    }

    @Test
    void the_rest_works_without_the_health_of_boot_4() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ReelEndpoint.class)
                        .doesNotHaveBean("reelHealthIndicator"));
    }

    @Test
    void only_the_mask_is_there_without_a_client() {
        runner.withPropertyValues("reel4j.enabled=false")
                .run(context -> assertThat(context)
                        .hasSingleBean(SecretSanitizer.class)
                        .doesNotHaveBean(ReelEndpoint.class)
                        .doesNotHaveBean("reelHealthIndicator"));
    }

    @Test
    void orders_of_queue_and_journal_are_counted_together() {
        OrderStatusSource queue = records("UNKNOWN", 2, "a");
        OrderStatusSource journal = records("UNKNOWN", 1, "b");
        try (VideoClient client = VideoClient.builder().readOnly().build()) {
            assertThat(new ReelEndpoint(client, List.of(queue, journal)).status())
                    .containsEntry("ordersByState", Map.of("UNKNOWN", 3L))
                    .containsEntry("unresolvedOrders", List.of(Map.of("id", "a"), Map.of("id", "b")));
        }
    }

    private static OrderStatusSource records(String state, long count, String id) {
        return new OrderStatusSource() {
            @Override
            public Map<String, Object> summary() {
                return Map.of();
            }

            @Override
            public Map<String, Long> ordersByState() {
                return Map.of(state, count);
            }

            @Override
            public List<Map<String, String>> unresolved() {
                return List.of(Map.of("id", id));
            }
        };
    }

    @Test
    void each_part_can_be_disabled() {
        runner.withPropertyValues("management.health.reel.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("reelHealthIndicator"));
        runner.withPropertyValues("management.endpoint.reel.access=NONE")
                .run(context -> assertThat(context).doesNotHaveBean(ReelEndpoint.class));
        runner.withPropertyValues("management.info.reel.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ReelInfoContributor.class));
    }

    @Test
    void the_health_indicator_of_the_application_wins() {
        runner.withBean(
                        "reelHealthIndicator",
                        HealthIndicator.class,
                        () -> () -> Health.unknown().build())
                .run(context -> assertThat(health(context.getBean(HealthIndicator.class)))
                        .isEqualTo(Status.UNKNOWN));
    }

    @Test
    void a_missing_key_is_out_of_service_only_if_it_is_required() {
        runner.run(context ->
                assertThat(health(context.getBean(HealthIndicator.class))).isEqualTo(Status.UP));
        Map<String, Object> keys = new ConcurrentHashMap<>(Map.of("reel4j.providers.fal.api-key", "sesame"));
        runner.withPropertyValues("reel4j.require-key=true")
                .withInitializer(context ->
                        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("keys", keys)))
                .run(context -> {
                    HealthIndicator indicator = context.getBean(HealthIndicator.class);
                    assertThat(health(indicator)).isEqualTo(Status.UP);
                    keys.clear(); // removed while the program runs
                    assertThat(health(indicator)).isEqualTo(Status.OUT_OF_SERVICE);
                });
    }

    private static Status health(HealthIndicator indicator) {
        Health health = indicator.health();
        return health == null ? Status.UNKNOWN : health.getStatus();
    }

    @Test
    void a_queue_that_cannot_be_read_is_down() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:9/none?connectTimeout=2");
        runner.withBean(OrderQueue.class, () -> OrderQueue.on(nowhere))
                .run(context -> assertThat(health(context.getBean(HealthIndicator.class)))
                        .isEqualTo(Status.DOWN));
    }

    @Test
    void records_of_a_journal_are_counted(@TempDir Path folder) {
        runner.withPropertyValues("reel4j.journal.file=" + folder.resolve("orders.journal"))
                .run(context -> assertThat(context.getBean(ReelEndpoint.class).status())
                        .containsKeys("providers", "ordersByState", "unresolvedOrders"));
    }
}
