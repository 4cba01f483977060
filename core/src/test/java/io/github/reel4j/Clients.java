package io.github.reel4j;

import io.github.reel4j.callback.CallbackAddresses;
import io.github.reel4j.discovery.FoundProvider;
import io.github.reel4j.discovery.ProviderCatalog;
import io.github.reel4j.model.Money;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.TaskJournal;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.pricing.SpendGuard;
import io.github.reel4j.spi.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clients as the builder makes them, with providers that are handed over instead of found. */
final class Clients {

    static final Settings KEYS =
            new Settings(Map.of("acme.api-key", "sesame", "zeta.api-key", "sesame"), name -> null, name -> null);

    private Clients() {}

    static VideoClient of(Timeline timeline, FakeProvider... providers) {
        return of(timeline, KEYS, Optional.empty(), providers);
    }

    static VideoClient of(Timeline timeline, Settings settings, Optional<Money> cap, FakeProvider... providers) {
        return of(timeline, settings, cap, Optional.empty(), TaskJournal.none(), providers);
    }

    /** That write their orders down. */
    static VideoClient journaled(Timeline timeline, TaskJournal journal, FakeProvider... providers) {
        return journaled(timeline, KEYS, journal, providers);
    }

    static VideoClient journaled(Timeline timeline, Settings settings, TaskJournal journal, FakeProvider... providers) {
        return of(timeline, settings, Optional.empty(), Optional.empty(), journal, providers);
    }

    /** Whose vendors are to call back at {@code http://127.0.0.1:8123/hooks}. */
    static VideoClient calledBack(Timeline timeline, FakeProvider... providers) {
        return calledBack(timeline, KEYS, TaskJournal.none(), providers);
    }

    static VideoClient calledBack(Timeline timeline, Settings settings, FakeProvider... providers) {
        return calledBack(timeline, settings, TaskJournal.none(), providers);
    }

    static VideoClient calledBack(Timeline timeline, TaskJournal journal, FakeProvider... providers) {
        return calledBack(timeline, KEYS, journal, providers);
    }

    private static VideoClient calledBack(
            Timeline timeline, Settings settings, TaskJournal journal, FakeProvider... providers) {
        CallbackAddresses addresses = CallbackAddresses.under(
                URI.create("http://127.0.0.1:8123/hooks"), Optional.of("a secret of the tests"));
        return of(timeline, settings, Optional.empty(), Optional.of(addresses), journal, providers);
    }

    private static VideoClient of(
            Timeline timeline,
            Settings settings,
            Optional<Money> cap,
            Optional<CallbackAddresses> callbacks,
            TaskJournal journal,
            FakeProvider... providers) {
        List<FoundProvider> found =
                List.of(providers).stream().map(FakeProvider::found).toList();
        ClientOptions options = new ClientOptions(
                settings,
                new SpendGuard(cap, false),
                PollPolicy.backoff(),
                Duration.ofMinutes(30),
                true,
                true,
                callbacks,
                journal,
                Duration.ofSeconds(5));
        return DaggerClientComponent.factory()
                .create(options, new ProviderCatalog(found, List.of(), List.of(), found.size()), timeline)
                .client();
    }
}
