package io.github.reel4j;

import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.github.reel4j.discovery.ProviderCatalog;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.submission.Journaling;
import jakarta.inject.Singleton;

/** Wires one client. */
@Singleton
@Component(modules = ClientComponent.Wiring.class)
interface ClientComponent {

    VideoClient client();

    /** What comes from outside. */
    @Component.Factory
    interface Factory {
        ClientComponent create(
                @BindsInstance ClientOptions options,
                @BindsInstance ProviderCatalog catalog,
                @BindsInstance Timeline timeline);
    }

    /** What is taken apart. */
    @Module
    interface Wiring {
        @Provides
        static Settings settings(ClientOptions options) {
            return options.settings();
        }

        @Provides
        static PollPolicy polling(ClientOptions options) {
            return options.polling();
        }

        @Provides
        @Singleton
        static Journaling journaling(ClientOptions options, Timeline timeline) {
            return new Journaling(options.journal(), timeline, options.journalTimeout());
        }
    }
}
