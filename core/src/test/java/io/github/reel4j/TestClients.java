package io.github.reel4j;

import io.github.reel4j.callback.CallbackUrls;
import io.github.reel4j.discovery.DiscoveredProvider;
import io.github.reel4j.discovery.ProviderCatalog;
import io.github.reel4j.model.Money;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.ClientListener;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spi.NetworkOptions;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.submission.PriceCap;
import io.github.reel4j.submission.SubmitRetryPolicy;
import io.github.reel4j.wiring.ClientOptions;
import io.github.reel4j.wiring.DaggerClientComponent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Creates clients with given providers. */
final class TestClients {

    static final Settings KEYS =
            new Settings(Map.of("acme.api-key", "sesame", "zeta.api-key", "sesame"), name -> null, name -> null);

    private TestClients() {}

    static VideoClient of(Scheduler scheduler, FakeProvider... providers) {
        return of(scheduler, KEYS, Optional.empty(), providers);
    }

    static VideoClient of(Scheduler scheduler, Settings settings, Optional<Money> cap, FakeProvider... providers) {
        return of(scheduler, settings, cap, Optional.empty(), OrderJournal.none(), providers);
    }

    /** Returns a client with a journal. */
    static VideoClient journaled(Scheduler scheduler, OrderJournal journal, FakeProvider... providers) {
        return journaled(scheduler, KEYS, journal, providers);
    }

    static VideoClient journaled(
            Scheduler scheduler, Settings settings, OrderJournal journal, FakeProvider... providers) {
        return of(scheduler, settings, Optional.empty(), Optional.empty(), journal, providers);
    }

    /** Returns a client with callbacks to {@code http://127.0.0.1:8123/hooks}. */
    static VideoClient calledBack(Scheduler scheduler, FakeProvider... providers) {
        return calledBack(scheduler, KEYS, OrderJournal.none(), providers);
    }

    static VideoClient calledBack(Scheduler scheduler, Settings settings, FakeProvider... providers) {
        return calledBack(scheduler, settings, OrderJournal.none(), providers);
    }

    static VideoClient calledBack(Scheduler scheduler, OrderJournal journal, FakeProvider... providers) {
        return calledBack(scheduler, KEYS, journal, providers);
    }

    private static VideoClient calledBack(
            Scheduler scheduler, Settings settings, OrderJournal journal, FakeProvider... providers) {
        return of(scheduler, settings, Optional.empty(), Optional.of(urls()), journal, providers);
    }

    private static VideoClient of(
            Scheduler scheduler,
            Settings settings,
            Optional<Money> cap,
            Optional<CallbackUrls> callbacks,
            OrderJournal journal,
            FakeProvider... providers) {
        return of(scheduler, settings, cap, callbacks, journal, List.of(), providers);
    }

    /** Returns a client with callbacks as {@link #calledBack}, and with listeners. */
    static VideoClient observed(
            Scheduler scheduler,
            Settings settings,
            Optional<Money> cap,
            OrderJournal journal,
            List<ClientListener> listeners,
            FakeProvider... providers) {
        return of(scheduler, settings, cap, Optional.of(urls()), journal, listeners, providers);
    }

    private static CallbackUrls urls() {
        return CallbackUrls.under(URI.create("http://127.0.0.1:8123/hooks"), Optional.of("a secret of the tests"));
    }

    private static VideoClient of(
            Scheduler scheduler,
            Settings settings,
            Optional<Money> cap,
            Optional<CallbackUrls> callbacks,
            OrderJournal journal,
            List<ClientListener> listeners,
            FakeProvider... providers) {
        List<DiscoveredProvider> found =
                List.of(providers).stream().map(FakeProvider::found).toList();
        ClientOptions options = new ClientOptions(
                settings,
                NetworkOptions.DEFAULT,
                new PriceCap(cap, false),
                Optional.empty(),
                PollPolicy.backoff(),
                Duration.ofMinutes(30),
                true,
                true,
                true,
                callbacks,
                journal,
                Duration.ofSeconds(5),
                listeners,
                SubmitRetryPolicy.DEFAULT,
                UnaryOperator.identity(),
                List.of());
        return new VideoClient(
                DaggerClientComponent.factory()
                        .create(options, new ProviderCatalog(found, List.of(), List.of(), found.size()), scheduler),
                VideoClient.builder());
    }
}
