package io.github.reel4j.spring.boot.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.OrderQueueException;
import io.github.reel4j.queue.model.QueueListener;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.queue.model.ReadyHandler;
import io.github.reel4j.spring.boot.ReelAutoConfiguration;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

class OrderQueueAutoConfigurationTest {

    private static final TextToVideoRequest REQUEST =
            TextToVideoRequest.builder().prompt("a kitten").build();
    private static final OrderKey KEY = OrderKey.of("sale-17");

    private final ApplicationContextRunner withoutDatabase = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReelAutoConfiguration.class,
                    ReelOrderQueueAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class))
            .withPropertyValues("reel4j.provider=fal");

    private ApplicationContextRunner runner() {
        return withoutDatabase
                .withPropertyValues(TestDatabase.create())
                .withPropertyValues(
                        "reel4j.queue.enabled=true", "reel4j.queue.schema=create", "reel4j.queue.worker.enabled=false");
    }

    @Test
    void there_is_no_queue_unless_it_is_enabled() {
        runner().withPropertyValues("reel4j.queue.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(OrderQueue.class)
                        .doesNotHaveBean(OrderWorkerLifecycle.class));
    }

    @Test
    void there_is_no_queue_without_its_classes() {
        runner().withClassLoader(new FilteredClassLoader(DataSourceUtils.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("reelOrderQueue"));
    }

    @Test
    void a_missing_data_source_fails_the_start() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ReelAutoConfiguration.class, ReelOrderQueueAutoConfiguration.class))
                .withPropertyValues("reel4j.provider=fal", "reel4j.queue.enabled=true")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("the application has 0")
                        .hasMessageContaining("spring.datasource.url"));
    }

    @Test
    void the_handler_lives_until_the_worker_has_stopped(@TempDir Path folder) {
        runner().withPropertyValues(
                        "reel4j.queue.worker.enabled=true", "reel4j.queue.worker.spill-file=" + folder.resolve("spill"))
                .withBean("handler", ReadyHandler.class, () -> (order, video) -> {})
                .withBean("listener", QueueListener.class, () -> (key, event) -> {})
                .run(context -> {
                    for (String bean : List.of("handler", "listener")) {
                        assertThat(context.getBeanFactory().getDependentBeans(bean))
                                .contains("reelOrderWorkerLifecycle");
                    }
                });
    }

    @Test
    void a_missing_jar_of_the_queue_fails_the_start() {
        runner().withClassLoader(new FilteredClassLoader("io.github.reel4j.queue"))
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("reel4j.queue.enabled")
                        .hasMessageContaining("reel4j-order-queue"));
    }

    @Test
    void the_queue_of_the_application_wins() {
        runner().withBean("own", OrderQueue.class, () -> OrderQueue.on(new PGSimpleDataSource()))
                .withPropertyValues("reel4j.queue.worker.enabled=true")
                .run(context -> assertThat(context)
                        .hasSingleBean(OrderQueue.class)
                        .hasBean("own")
                        .doesNotHaveBean(OrderWorkerLifecycle.class));
    }

    @Test
    void missing_tables_fail_the_start() {
        runner().withPropertyValues("reel4j.queue.schema=validate")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(OrderQueueException.class)
                        .hasMessageContaining("reel_queue_info"));
        runner().withPropertyValues("reel4j.queue.schema=none")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void tables_are_created_with_their_schema_and_prefix() {
        runner().withPropertyValues("reel4j.queue.schema-name=shop", "reel4j.queue.table-prefix=video_")
                .run(context -> assertThat(context.getBean(JdbcTemplate.class)
                                .queryForObject("select count(*) from shop.video_queue_info", Integer.class))
                        .isEqualTo(1));
    }

    @Test
    void an_invalid_property_of_the_worker_is_named() {
        for (String property : List.of(
                "reel4j.queue.worker.threads=0",
                "reel4j.queue.worker.max-attempts=0",
                "reel4j.queue.worker.polling-interval=0s",
                "reel4j.queue.worker.account=",
                "reel4j.queue.table-prefix=No Prefix")) {
            runner().withPropertyValues("reel4j.queue.worker.enabled=true", property)
                    .run(context -> assertThat(context)
                            .hasFailed()
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining(property.substring(0, property.indexOf('='))));
        }
    }

    @Test
    void several_data_sources_need_a_choice() {
        runner().withUserConfiguration(TwoDataSources.class)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("has 2")
                        .hasMessageContaining("@ReelDataSource"));
        runner().withUserConfiguration(QualifiedDataSource.class)
                .withPropertyValues("reel4j.queue.schema=none")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(OrderQueue.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSources {

        @Bean
        DataSource one() {
            return new PGSimpleDataSource();
        }

        @Bean
        DataSource two() {
            return new PGSimpleDataSource();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class QualifiedDataSource {

        @Bean
        @ReelDataSource
        DataSource one() {
            return new PGSimpleDataSource();
        }

        @Bean
        DataSource two() {
            return new PGSimpleDataSource();
        }
    }

    @Test
    void an_order_is_part_of_the_transaction() {
        runner().run(context -> {
            OrderQueue queue = context.getBean(OrderQueue.class);
            JdbcTemplate rows = context.getBean(JdbcTemplate.class);
            rows.execute("create table sale (id int)");
            TransactionTemplate transaction =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            transaction.executeWithoutResult(status -> {
                rows.update("insert into sale values (1)");
                assertThat(queue.enqueue(KEY, REQUEST).state()).isEqualTo(QueuedOrderState.QUEUED);
                assertThat(queue.find(KEY)).as("seen by its own transaction").isPresent();
                status.setRollbackOnly();
            });
            assertThat(queue.find(KEY)).as("rolled back").isEmpty();
            assertThat(rows.queryForObject("select count(*) from sale", Integer.class))
                    .isZero();

            transaction.executeWithoutResult(status -> {
                rows.update("insert into sale values (1)");
                assertThat(queue.enqueue(KEY, REQUEST).state()).isEqualTo(QueuedOrderState.QUEUED);
            });
            assertThat(queue.find(KEY)).as("committed").isPresent();
            assertThat(rows.queryForObject("select count(*) from sale", Integer.class))
                    .isEqualTo(1);
        });
    }

    @Test
    void an_order_that_conflicts_rolls_the_transaction_back() {
        runner().run(context -> {
            OrderQueue queue = context.getBean(OrderQueue.class);
            QueuedOrder first = queue.enqueue(KEY, REQUEST); // without a transaction: in one of its own
            assertThat(queue.find(KEY)).isPresent();
            JdbcTemplate rows = context.getBean(JdbcTemplate.class);
            rows.execute("create table sale (id int)");
            TransactionTemplate transaction =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            TextToVideoRequest other =
                    TextToVideoRequest.builder().prompt("a puppy").build();
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                        rows.update("insert into sale values (1)");
                        assertThatThrownBy(() -> queue.enqueue(KEY, other)).hasMessageContaining("different request");
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(rows.queryForObject("select count(*) from sale", Integer.class))
                    .isZero();
            assertThat(queue.find(KEY)).map(QueuedOrder::id).contains(first.id());
        });
    }

    @Test
    void a_transaction_of_another_database_is_refused() {
        runner().run(context -> {
            OrderQueue queue = context.getBean(OrderQueue.class);
            DataSource other = new OtherConnections(context.getBean(DataSource.class));
            new TransactionTemplate(new JdbcTransactionManager(other)).executeWithoutResult(status -> {
                assertThatThrownBy(() -> queue.enqueue(KEY, REQUEST))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("does not use the data source of the order queue, so a rollback of your"
                                + " transaction would not remove the order.");
                assertThat(queue.find(KEY)).as("reading is possible").isEmpty();
            });
            assertThat(queue.find(KEY)).isEmpty();
        });
    }

    /** The same database, but another resource for Spring. */
    private static final class OtherConnections extends DelegatingDataSource {

        OtherConnections(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return obtainTargetDataSource().getConnection();
        }
    }

    @Test
    void the_worker_polls_as_the_properties_say(@TempDir Path folder) {
        try (Simulator fal = FalSimulator.builder()
                .queued(Duration.ZERO)
                .running(Duration.ofSeconds(2))
                .start()) {
            runner().withPropertyValues(
                            "reel4j.queue.worker.enabled=true",
                            "reel4j.queue.worker.polling-interval=50ms",
                            "reel4j.queue.worker.spill-file=" + folder.resolve("spill"),
                            "reel4j.poll.initial=100ms",
                            "reel4j.poll.max=100ms",
                            "reel4j.providers.fal.api-key=sesame",
                            "reel4j.providers.fal.base-url=" + fal.baseUrl())
                    .run(context -> {
                        OrderQueue queue = context.getBean(OrderQueue.class);
                        queue.enqueue(KEY, REQUEST);
                        assertThat(queue.awaitResult(KEY, Duration.ofSeconds(60)))
                                .hasValueSatisfying(
                                        order -> assertThat(order.state()).isEqualTo(QueuedOrderState.READY));
                    });
            assertThat(fal.ledger().polls()).hasSizeGreaterThan(4); // 1 or 2 with the default of 5 seconds
        }
    }

    @Test
    void the_worker_executes_orders_and_delivers(@TempDir Path folder) {
        try (Simulator fal = FalSimulator.builder()
                .queued(Duration.ZERO)
                .running(Duration.ZERO)
                .start()) {
            List<String> events = new CopyOnWriteArrayList<>();
            runner().withUserConfiguration(Deliveries.class)
                    .withBean("one", QueueListener.class, () -> (key, event) -> events.add("one"))
                    .withBean("two", QueueListener.class, () -> (key, event) -> events.add("two"))
                    .withPropertyValues(
                            "reel4j.queue.worker.enabled=true",
                            "reel4j.queue.worker.polling-interval=50ms",
                            "reel4j.queue.worker.spill-file=" + folder.resolve("spill"),
                            "reel4j.poll.mean-interval=200ms",
                            "reel4j.providers.fal.api-key=sesame",
                            "reel4j.providers.fal.base-url=" + fal.baseUrl())
                    .run(context -> {
                        OrderQueue queue = context.getBean(OrderQueue.class);
                        queue.enqueue(KEY, REQUEST);
                        QueuedOrder order =
                                queue.awaitResult(KEY, Duration.ofSeconds(60)).orElseThrow();
                        assertThat(order.state()).isEqualTo(QueuedOrderState.READY);
                        List<String> delivered = context.getBean(Deliveries.class).keys;
                        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> delivered.contains("sale-17"));
                        assertThat(context.getBean(OrderWorkerLifecycle.class).worker())
                                .isPresent();
                        assertThat(events).contains("one", "two");
                    });
            assertThat(fal.ledger().orders()).hasSize(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Deliveries {

        private final List<String> keys = new CopyOnWriteArrayList<>();

        @Bean
        ReadyHandler deliver() {
            return (order, video) -> keys.add(order.key().value());
        }
    }
}
