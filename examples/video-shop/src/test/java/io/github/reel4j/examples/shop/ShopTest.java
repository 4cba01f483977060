package io.github.reel4j.examples.shop;

import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Runs the shop on a real port, with a real database and a simulator of fal whose tasks end at once. */
@SpringBootTest(
        classes = VideoShop.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"reel4j.poll.initial=100ms", "reel4j.poll.max=100ms"})
abstract class ShopTest {

    // one of each for all tests, because Spring keeps the application as well
    static final Simulator FAL =
            FalSimulator.builder().queued(Duration.ZERO).running(Duration.ZERO).start();
    private static final EmbeddedPostgres DATABASE = startDatabase();

    @LocalServerPort
    int port;

    ShopClient customer;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry properties) throws IOException {
        Path folder = Files.createTempDirectory("video-shop");
        properties.add("shop.folder", folder::toString);
        properties.add("spring.datasource.url", () -> DATABASE.getJdbcUrl("postgres", "postgres"));
        properties.add("reel4j.providers.fal.base-url", () -> FAL.baseUrl().toString());
        properties.add("reel4j.providers.fal.api-key", () -> "key-of-the-test");
    }

    private static EmbeddedPostgres startDatabase() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void openPage() throws Exception {
        FAL.reset();
        customer = new ShopClient(port);
    }
}
