package io.github.reel4j.spring.boot.queue;

import io.github.reel4j.VideoClient;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.OrderWorker;
import io.github.reel4j.queue.model.QueueListener;
import io.github.reel4j.queue.model.ReadyHandler;
import io.github.reel4j.spring.boot.ReelAutoConfiguration;
import io.github.reel4j.spring.boot.ReelProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Auto-configures an {@link OrderQueue} in the application's database, and a worker that executes its orders, if {@code
 * reel4j.queue.enabled} is set. An order that is placed in a method with {@code @Transactional} is part of its
 * transaction.
 */
@AutoConfiguration(
        after = ReelAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration"
        })
@ConditionalOnClass({OrderQueue.class, DataSourceUtils.class})
@ConditionalOnSingleCandidate(VideoClient.class)
@ConditionalOnProperty(prefix = "reel4j.queue", name = "enabled", havingValue = "true")
@ImportRuntimeHints(JoinedTransactionDataSource.Hints.class)
public class ReelOrderQueueAutoConfiguration {

    /** Creates the configuration. */
    public ReelOrderQueueAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization
    OrderQueue reelOrderQueue(
            ReelProperties properties,
            ObjectProvider<DataSource> dataSource,
            @ReelDataSource ObjectProvider<DataSource> qualified) {
        OrderQueue queue = queue(properties.queue(), QueueDataSource.choose(qualified, dataSource));
        switch (properties.queue().schema()) {
            case CREATE -> queue.createSchema();
            case VALIDATE -> queue.validateSchema();
            case NONE -> {}
        }
        return queue;
    }

    private static OrderQueue queue(ReelProperties.Queue properties, DataSource dataSource) {
        DataSource joined = new JoinedTransactionDataSource(dataSource);
        return QueueTableNames.areDefault(properties)
                ? OrderQueue.on(joined)
                : QueueProperty.set(
                        "table-prefix",
                        QueueTableNames.schema(properties) + "." + properties.tablePrefix(),
                        () -> OrderQueue.on(joined, QueueTableNames.schema(properties), properties.tablePrefix()));
    }

    /** Only for the queue above: an application with a queue of its own starts the worker of that queue itself. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(name = "reelOrderQueue")
    @ConditionalOnProperty(
            prefix = "reel4j.queue.worker",
            name = "enabled",
            havingValue = "true",
            matchIfMissing = true)
    OrderWorkerLifecycle reelOrderWorkerLifecycle(
            @Qualifier("reelOrderQueue") OrderQueue queueWithTables,
            ReelProperties properties,
            Environment environment,
            VideoClient client,
            ConfigurableListableBeanFactory beans,
            ObjectProvider<DataSource> dataSource,
            @ReelDataSource ObjectProvider<DataSource> qualified,
            ObjectProvider<ReadyHandler> handler,
            ObjectProvider<QueueListener> listener,
            ObjectProvider<OrderWorkerBuilderCustomizer> customizers) {
        DataSource source = QueueDataSource.choose(qualified, dataSource);
        destroyAfterWorker(beans, ReadyHandler.class);
        destroyAfterWorker(beans, QueueListener.class);
        return new OrderWorkerLifecycle(
                () -> {
                    OrderWorker.Builder builder = OrderWorker.builder(source, client)
                            .pollPolicy(properties.poll().policy());
                    apply(properties.queue(), builder);
                    handler.ifAvailable(builder::onReady);
                    List<QueueListener> listeners = listener.orderedStream().toList();
                    if (!listeners.isEmpty()) {
                        builder.listener((key, event) -> listeners.forEach(each -> each.onEvent(key, event)));
                    }
                    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
                    return builder.start();
                },
                Binder.get(environment)
                        .bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
                        .orElseGet(() -> Duration.ofSeconds(30)));
    }

    /** Lets beans that the worker calls live until it has stopped. */
    private static void destroyAfterWorker(ConfigurableListableBeanFactory beans, Class<?> type) {
        for (String name : beans.getBeanNamesForType(type, true, false)) {
            beans.registerDependentBean(name, "reelOrderWorkerLifecycle");
        }
    }

    private static void apply(ReelProperties.Queue queue, OrderWorker.Builder builder) {
        ReelProperties.Worker worker = queue.worker();
        QueueProperty.set("worker.threads", worker.threads(), () -> builder.threads(worker.threads()));
        QueueProperty.set(
                "worker.delivery-threads",
                worker.deliveryThreads(),
                () -> builder.deliveryThreads(worker.deliveryThreads()));
        QueueProperty.set(
                "worker.handler-timeout",
                worker.handlerTimeout(),
                () -> builder.handlerTimeout(worker.handlerTimeout()));
        QueueProperty.set(
                "worker.polling-interval",
                worker.pollingInterval(),
                () -> builder.pollingInterval(worker.pollingInterval()));
        QueueProperty.set("worker.max-attempts", worker.maxAttempts(), () -> builder.maxAttempts(worker.maxAttempts()));
        QueueProperty.set("worker.account", worker.account(), () -> builder.account(worker.account()));
        if (!QueueTableNames.areDefault(queue)) {
            builder.tables(QueueTableNames.schema(queue), queue.tablePrefix());
        }
        if (worker.keepRequests()) {
            builder.keepRequests();
        }
        Path spill = worker.spillFile();
        if (spill != null) {
            builder.spillFile(spill);
        }
    }
}
