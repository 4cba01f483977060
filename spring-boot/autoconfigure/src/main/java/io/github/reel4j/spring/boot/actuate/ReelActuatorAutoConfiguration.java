package io.github.reel4j.spring.boot.actuate;

import io.github.reel4j.VideoClient;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.spring.boot.ReelAutoConfiguration;
import io.github.reel4j.spring.boot.ReelProperties;
import io.github.reel4j.spring.boot.queue.ReelOrderQueueAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** Auto-configures health, info, the endpoint {@code reel}, and the mask of secrets, if the actuator is there. */
@AutoConfiguration(after = {ReelAutoConfiguration.class, ReelOrderQueueAutoConfiguration.class})
@ConditionalOnClass(Endpoint.class)
public class ReelActuatorAutoConfiguration {

    /** Creates the configuration. */
    public ReelActuatorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    SecretSanitizer reelSecretSanitizer() {
        return new SecretSanitizer(ClassUtils.getDefaultClassLoader());
    }

    /** The orders of the queue. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(OrderQueue.class)
    @ConditionalOnBean(OrderQueue.class)
    static class QueueRecordsConfiguration {

        @Bean
        OrderStatusSource reelQueueStatusSource(OrderQueue queue) {
            return new QueueStatusSource(queue);
        }
    }

    /** The orders of the journal. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSingleCandidate(FileJournal.class)
    static class JournalRecordsConfiguration {

        @Bean
        OrderStatusSource reelJournalStatusSource(FileJournal journal) {
            return new JournalStatusSource(journal);
        }
    }

    /** The endpoint and the info. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    @ConditionalOnSingleCandidate(VideoClient.class)
    static class EndpointConfiguration {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint
        ReelEndpoint reelEndpoint(VideoClient client, ObjectProvider<OrderStatusSource> records) {
            return new ReelEndpoint(client, records.orderedStream().toList());
        }

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnEnabledInfoContributor("reel")
        ReelInfoContributor reelInfoContributor(VideoClient client) {
            return new ReelInfoContributor(client);
        }
    }

    /** Health, which has these types since Spring Boot 4.0. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    @ConditionalOnSingleCandidate(VideoClient.class)
    static class HealthConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "reelHealthIndicator")
        @ConditionalOnEnabledHealthIndicator("reel")
        HealthIndicator reelHealthIndicator(
                VideoClient client, ObjectProvider<OrderStatusSource> records, ReelProperties properties) {
            return new ReelHealthIndicator(client, records.orderedStream().toList(), properties.requireKey());
        }
    }
}
