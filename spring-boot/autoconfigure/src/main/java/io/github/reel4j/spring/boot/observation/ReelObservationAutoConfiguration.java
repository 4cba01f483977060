package io.github.reel4j.spring.boot.observation;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoException;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.micrometer.DispatcherMetrics;
import io.github.reel4j.micrometer.DownloadObservationConvention;
import io.github.reel4j.micrometer.MicrometerInstrumentation;
import io.github.reel4j.micrometer.PollRecording;
import io.github.reel4j.micrometer.SubmitObservationConvention;
import io.github.reel4j.micrometer.UnknownOrderMetrics;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.spring.boot.ReelAutoConfiguration;
import io.github.reel4j.spring.boot.ReelProperties;
import io.github.reel4j.spring.boot.VideoClientBuilderCustomizer;
import io.github.reel4j.spring.boot.queue.ReelOrderQueueAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Instruments the client with Micrometer, if {@code reel4j-micrometer} and a {@link MeterRegistry} are there, unless
 * {@code reel4j.observations.enabled} is false. The client of the queue's worker is instrumented too. Beans of type
 * {@link SubmitObservationConvention} and {@link DownloadObservationConvention} replace names and keys.
 */
@AutoConfiguration(
        after = {ReelAutoConfiguration.class, ReelOrderQueueAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration"
        })
@ConditionalOnClass({MicrometerInstrumentation.class, MeterRegistry.class})
@ConditionalOnBean({MeterRegistry.class, ReelProperties.class})
@ConditionalOnProperty(prefix = "reel4j.observations", name = "enabled", havingValue = "true", matchIfMissing = true)
public class ReelObservationAutoConfiguration {

    /** Creates the configuration. */
    public ReelObservationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    MicrometerInstrumentation reelInstrumentation(
            ReelProperties properties,
            MeterRegistry meters,
            ObjectProvider<ObservationRegistry> observations,
            ObjectProvider<SubmitObservationConvention> submits,
            ObjectProvider<DownloadObservationConvention> downloads) {
        MicrometerInstrumentation.Builder builder = MicrometerInstrumentation.builder(
                        observations.getIfAvailable(() -> ObservationRegistry.NOOP), meters)
                .polls(PollRecording.valueOf(properties.observations().polls().name()));
        submits.ifAvailable(builder::convention);
        downloads.ifAvailable(builder::convention);
        return builder.build();
    }

    /** First, so that customizers of the application decorate what is measured. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    VideoClientBuilderCustomizer reelInstrumentationCustomizer(MicrometerInstrumentation instrumentation) {
        return builder -> {
            VideoClientBuilder unused = instrumentation.instrument(builder);
        };
    }

    @Bean
    @ConditionalOnSingleCandidate(VideoClient.class)
    @ConditionalOnMissingBean
    DispatcherMetrics reelDispatcherMetrics(VideoClient client) {
        return new DispatcherMetrics(client);
    }

    /** Unknown orders of the queue, and of the journal if there is one too. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(OrderQueue.class)
    @ConditionalOnBean(OrderQueue.class)
    static class QueueMetricsConfiguration {

        @Bean
        @ConditionalOnMissingBean
        UnknownOrderMetrics reelUnknownOrderMetrics(OrderQueue queue, ObjectProvider<FileJournal> journal) {
            return new UnknownOrderMetrics(() -> queue.health().count(QueuedOrderState.UNKNOWN)
                    + journal.stream()
                            .mapToLong(JournalMetricsConfiguration::unknownOrders)
                            .sum());
        }
    }

    /** Unknown orders of the journal, if there is no queue. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(FileJournal.class)
    @ConditionalOnMissingBean(type = "io.github.reel4j.queue.OrderQueue")
    static class JournalMetricsConfiguration {

        @Bean
        @ConditionalOnMissingBean
        UnknownOrderMetrics reelUnknownOrderMetrics(FileJournal journal) {
            return UnknownOrderMetrics.of(journal);
        }

        static long unknownOrders(FileJournal journal) {
            return journal.read()
                    .getOrElseThrow(VideoException::new)
                    .unresolved()
                    .size();
        }
    }
}
