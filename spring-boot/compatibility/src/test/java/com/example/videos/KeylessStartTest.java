package com.example.videos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ConfigurableApplicationContext;

/** An application with the starter, one vendor's jar and no key. */
class KeylessStartTest {

    @Test
    void it_starts_and_its_first_order_names_the_properties(@TempDir Path folder) throws Exception {
        try (ConfigurableApplicationContext application = SpringApplication.run(
                VideosApplication.class,
                "--server.port=0",
                "--reel4j.journal.file=" + folder.resolve("orders.journal"),
                "--management.endpoint.health.show-details=always",
                "--management.endpoints.web.exposure.include=health,info,reel")) {
            String port = application.getEnvironment().getRequiredProperty("local.server.port");
            String health = get(port, "health");
            assertThat(health).startsWith("{").contains("\"status\":\"UP\"");
            // the types of health were moved in Spring Boot 4.0, so reel4j has no health before
            assertThat(health.contains("\"reel\""))
                    .isEqualTo(!String.valueOf(SpringBootVersion.getVersion()).startsWith("3."));
            assertThat(get(port, "reel")).contains("\"fal\"", "\"hasKey\":false");

            KittenOrders orders = application.getBean(KittenOrders.class);
            assertThatThrownBy(() -> orders.order("form-1", folder.resolve("kitten.mp4")))
                    .isInstanceOfSatisfying(
                            VideoException.class,
                            e -> assertThat(e.kind()).isEqualTo(FailureKind.MISSING_CREDENTIALS))
                    .hasMessageContaining("reel4j.providers.fal.api-key (not set)")
                    .hasMessageContaining("FAL_API_KEY (not set)");
        }
    }

    private static String get(String port, String endpoint) throws Exception {
        try (InputStream body = URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint)
                .toURL()
                .openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
