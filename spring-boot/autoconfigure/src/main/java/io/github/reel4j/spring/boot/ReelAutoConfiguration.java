package io.github.reel4j.spring.boot;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoException;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.port.ClientListener;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spi.Settings;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Auto-configures a {@link VideoClient} from the properties {@code reel4j.*}, the environment and the providers on the
 * class path. The application starts without an API key, unless {@code reel4j.require-key} is set.
 */
@AutoConfiguration
@ConditionalOnClass(VideoClient.class)
@ConditionalOnProperty(prefix = "reel4j", name = "enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties(ReelProperties.class)
public class ReelAutoConfiguration {

    /** Creates the configuration. */
    public ReelAutoConfiguration() {}

    @Bean
    @ConfigurationPropertiesBinding
    static MoneyConverter reelMoneyConverter() {
        return new MoneyConverter();
    }

    @Bean
    @ConditionalOnMissingBean
    ReelConnectionDetails reelConnectionDetails(ConfigurableEnvironment environment) {
        return new PropertiesConnectionDetails(new EnvironmentProperties(environment));
    }

    @Bean
    @ConditionalOnMissingBean({OrderJournal.class, VideoClient.class})
    @ConditionalOnProperty(prefix = "reel4j.journal", name = "file")
    FileJournal reelOrderJournal(ReelProperties properties) {
        FileJournal journal =
                FileJournal.at(Objects.requireNonNull(properties.journal().file(), "reel4j.journal.file"));
        journal.ready().swap().forEach(failure -> {
            throw new VideoException(failure);
        });
        return journal;
    }

    /** Without its jar, the queue would be missing without a message, and its orders would not be executed. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(prefix = "reel4j.queue", name = "enabled", havingValue = "true")
    @ConditionalOnMissingClass("io.github.reel4j.queue.OrderQueue")
    static class MissingQueueConfiguration {

        MissingQueueConfiguration() {
            throw new InvalidConfigurationPropertyValueException(
                    "reel4j.queue.enabled",
                    true,
                    "The order queue is not on the class path. Add io.github.reel4j:reel4j-order-queue, or set the"
                            + " property to false.");
        }
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    VideoClient videoClient(
            ReelProperties properties,
            ConfigurableEnvironment environment,
            ReelConnectionDetails details,
            ObjectProvider<OrderJournal> journal,
            ObjectProvider<ClientListener> listeners,
            ObjectProvider<Scheduler> scheduler,
            ObjectProvider<VideoClientBuilderCustomizer> customizers) {
        Settings.Source source = new ConnectionDetailsSettings(new EnvironmentProperties(environment), details);
        Settings settings = Settings.of(source);
        VideoClientBuilder builder = VideoClient.builder().settings(settings);
        new PropertiesClientBuilderCustomizer(properties).customize(builder);
        journal.ifAvailable(builder::journal);
        scheduler.ifAvailable(builder::scheduler);
        listeners.orderedStream().forEach(builder::listener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        VideoClient client = builder.build();
        if (properties.requireKey()) {
            RequiredKey.check(client, settings);
        }
        return client;
    }
}
