package io.github.reel4j;

import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.github.reel4j.discovery.ProviderCatalog;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.submission.OrderRecorder;
import jakarta.inject.Singleton;

/** Wires one client. */
@Singleton
@Component(modules = ClientComponent.ClientModule.class)
interface ClientComponent {

    VideoClient client();

    /** What comes from outside. */
    @Component.Factory
    interface Factory {
        ClientComponent create(
                @BindsInstance ClientOptions options,
                @BindsInstance ProviderCatalog catalog,
                @BindsInstance Scheduler scheduler);
    }

    /** What is taken apart. */
    @Module
    interface ClientModule {
        @Provides
        static Settings settings(ClientOptions options) {
            return options.settings();
        }

        @Provides
        static PollPolicy pollPolicy(ClientOptions options) {
            return options.pollPolicy();
        }

        @Provides
        @Singleton
        static OrderRecorder journaling(ClientOptions options, Scheduler scheduler) {
            return new OrderRecorder(options.journal(), scheduler, options.journalTimeout());
        }
    }
}
