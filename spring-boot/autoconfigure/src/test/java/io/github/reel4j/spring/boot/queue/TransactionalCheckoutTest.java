package io.github.reel4j.spring.boot.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.queue.model.ReadyHandler;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.annotation.Transactional;

/** A shop whose rows and orders are in one transaction, with a real database, worker and vendor's simulator. */
@DirtiesContext // closes the worker before the database
@SpringBootTest(
        classes = TransactionalCheckoutTest.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
class TransactionalCheckoutTest {

    private static final Simulator FAL =
            FalSimulator.builder().queued(Duration.ZERO).running(Duration.ZERO).start();

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        Arrays.stream(TestDatabase.create())
                .map(property -> property.split("=", 2))
                .forEach(property -> registry.add(property[0], () -> property[1]));
        registry.add("reel4j.provider", () -> "fal");
        registry.add("reel4j.queue.enabled", () -> "true");
        registry.add("reel4j.queue.schema", () -> "create");
        registry.add("reel4j.queue.worker.polling-interval", () -> "50ms");
        registry.add(
                "reel4j.queue.worker.spill-file", () -> folder.resolve("spill").toString());
        registry.add("reel4j.poll.mean-interval", () -> "200ms");
        registry.add("reel4j.providers.fal.api-key", () -> "sesame");
        registry.add("reel4j.providers.fal.base-url", () -> FAL.baseUrl().toString());
        registry.add("videos.folder", () -> folder.toString());
    }

    @AfterAll
    static void stopVendor() {
        FAL.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Checkout.class, UnpaidCheckout.class})
    static class Application {

        @Bean
        ReadyHandler saveVideo(@Value("${videos.folder}") Path folder) {
            return (order, video) -> video.download(folder.resolve(order.key() + ".mp4"));
        }
    }

    /** Ends its transaction with a failure after the order was placed in it. */
    @Service
    static class UnpaidCheckout {

        private final Checkout checkout;

        UnpaidCheckout(Checkout checkout) {
            this.checkout = checkout;
        }

        @Transactional
        public void sell(String invoice, String prompt) {
            checkout.sell(invoice, prompt);
            throw new IllegalStateException("the invoice is not paid");
        }
    }

    @Autowired
    private UnpaidCheckout unpaid;

    @Autowired
    private Checkout checkout;

    @Autowired
    private OrderQueue queue;

    @Autowired
    private JdbcTemplate rows;

    @Test
    void an_order_exists_if_and_only_if_its_invoice_does() throws Exception {
        rows.execute("create table invoice (number text primary key)");
        checkout.sell("invoice-1", "a kitten");
        assertThatThrownBy(() -> unpaid.sell("invoice-2", "a kitten")).hasMessageContaining("not paid");

        assertThat(rows.queryForList("select number from invoice", String.class))
                .containsExactly("invoice-1");
        assertThat(queue.find(OrderKey.of("invoice-2"))).isEmpty();
        assertThat(queue.awaitResult(OrderKey.of("invoice-1"), Duration.ofSeconds(60)))
                .hasValueSatisfying(order -> assertThat(order.state()).isEqualTo(QueuedOrderState.READY));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(folder.resolve("invoice-1.mp4")));
        assertThat(FAL.ledger().orders()).hasSize(1);
    }
}
