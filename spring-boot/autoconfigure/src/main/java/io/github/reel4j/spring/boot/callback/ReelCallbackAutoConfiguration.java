package io.github.reel4j.spring.boot.callback;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.spring.boot.ReelAutoConfiguration;
import io.github.reel4j.spring.boot.ReelProperties;
import io.github.reel4j.spring.boot.queue.ReelOrderQueueAutoConfiguration;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.server.WebHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Receives the vendors' callbacks below {@code reel4j.callback.path}, if it is set. The path must be reachable without
 * login and without a CSRF token: each URL contains a secret, and vendors sign what they document.
 */
@AutoConfiguration(after = {ReelAutoConfiguration.class, ReelOrderQueueAutoConfiguration.class})
@ConditionalOnWebApplication
@ConditionalOnSingleCandidate(VideoClient.class)
@ConditionalOnProperty(prefix = "reel4j.callback", name = "path")
public class ReelCallbackAutoConfiguration {

    /** Before the handlers of static resources, and after those of the program. */
    private static final int ORDER = Ordered.LOWEST_PRECEDENCE - 100;

    /** Creates the configuration. */
    public ReelCallbackAutoConfiguration() {}

    /** Created before the processor, so that an invalid property is named before the client rejects it. */
    @Bean
    CallbackPath reelCallbackPath(ReelProperties properties) {
        return CallbackPath.of(properties.callback());
    }

    /** Callbacks for the orders of the queue and of the client. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(OrderQueue.class)
    @ConditionalOnBean(OrderQueue.class)
    static class QueueCallbackConfiguration {

        @Bean
        CallbackProcessor reelCallbackProcessor(CallbackPath path, VideoClient client, OrderQueue queue) {
            return new QueueCallbackProcessor(client.callbacks(), queue);
        }
    }

    /** Callbacks for the orders of the client. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(type = "io.github.reel4j.queue.OrderQueue")
    static class ClientConfiguration {

        @Bean
        CallbackProcessor reelCallbackProcessor(CallbackPath path, VideoClient client) {
            return client.callbacks()::receive;
        }
    }

    /** Callbacks for orders of the client that an earlier process has left in the journal. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSingleCandidate(FileJournal.class)
    static class JournalConfiguration {

        /** Before the web server accepts callbacks. */
        @Bean
        SmartInitializingSingleton reelCallbackRestorer(VideoClient client, FileJournal journal) {
            return () -> client.callbacks()
                    .restore(journal.read().getOrElseThrow(VideoException::new).orders());
        }
    }

    /** For servlet applications. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(HttpRequestHandler.class)
    static class ServletConfiguration {

        @Bean
        SimpleUrlHandlerMapping reelCallbackMapping(CallbackPath path, CallbackProcessor processor) {
            return new SimpleUrlHandlerMapping(Map.of(path.pattern(), new ServletCallbackHandler(processor)), ORDER);
        }
    }

    /** For reactive applications. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(WebHandler.class)
    static class ReactiveConfiguration {

        @Bean
        org.springframework.web.reactive.handler.SimpleUrlHandlerMapping reelCallbackMapping(
                CallbackPath path, CallbackProcessor processor) {
            return new org.springframework.web.reactive.handler.SimpleUrlHandlerMapping(
                    Map.of(path.pattern(), new ReactiveCallbackHandler(processor)), ORDER);
        }
    }
}
