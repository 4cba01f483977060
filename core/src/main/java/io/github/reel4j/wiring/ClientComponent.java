package io.github.reel4j.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.github.reel4j.callback.CallbackMatcher;
import io.github.reel4j.callback.CallbackRegistryLoader;
import io.github.reel4j.callback.CallbackTaskVerifier;
import io.github.reel4j.callback.CallbackUrls;
import io.github.reel4j.discovery.ProviderCatalog;
import io.github.reel4j.discovery.ProviderRegistry;
import io.github.reel4j.discovery.ProviderSelector;
import io.github.reel4j.dispatch.DispatcherRegistry;
import io.github.reel4j.event.EventPublisher;
import io.github.reel4j.event.OrderEvents;
import io.github.reel4j.guard.ContextPropagator;
import io.github.reel4j.model.JournalAdmissionRule;
import io.github.reel4j.order.KeyedOrderService;
import io.github.reel4j.order.OrderService;
import io.github.reel4j.order.RequestPlanner;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spi.NetworkOptions;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.AdmissionControl;
import io.github.reel4j.submission.OrderRecorder;
import io.github.reel4j.submission.SpendCheck;
import io.github.reel4j.submission.SubmitRetryPolicy;
import io.github.reel4j.submission.TimeLimitedJournal;
import io.github.reel4j.tracking.ListenerExecutor;
import io.github.reel4j.tracking.TaskService;
import io.github.reel4j.tracking.TaskTracker;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The Dagger component that creates the objects of one client. */
@Singleton
@Component(modules = ClientComponent.ClientModule.class)
public interface ClientComponent {

    ProviderRegistry providers();

    ProviderSelector selector();

    DispatcherRegistry dispatchers();

    RequestPlanner preparer();

    OrderService orders();

    KeyedOrderService keyedOrders();

    TaskService tasks();

    /** Returns the URLs that vendors call back; empty if the client requests no callbacks. */
    Optional<CallbackUrls> callbackUrls();

    CallbackMatcher callbackMatcher();

    CallbackRegistryLoader orderRestorer();

    CallbackTaskVerifier taskVerifier();

    ClientLifecycle lifecycle();

    /** Creates a component from the builder's input. */
    @Component.Factory
    interface Factory {
        ClientComponent create(
                @BindsInstance ClientOptions options,
                @BindsInstance ProviderCatalog catalog,
                @BindsInstance Scheduler scheduler);
    }

    /** Provides single options, and the objects that are created from them. */
    @Module
    interface ClientModule {
        @Provides
        static Settings settings(ClientOptions options) {
            return options.settings();
        }

        @Provides
        static NetworkOptions network(ClientOptions options) {
            return options.network();
        }

        @Provides
        static UnaryOperator<VideoProvider> providerDecorator(ClientOptions options) {
            return options.providerDecorator();
        }

        @Provides
        static SubmitRetryPolicy submitRetryPolicy(ClientOptions options) {
            return options.submitRetryPolicy();
        }

        @Provides
        static PollPolicy pollPolicy(ClientOptions options) {
            return options.pollPolicy();
        }

        @Provides
        static Optional<CallbackUrls> callbackUrls(ClientOptions options) {
            return options.callbackUrls();
        }

        @Provides
        @Singleton
        static EventPublisher eventPublisher(ClientOptions options, Scheduler scheduler, ListenerExecutor executor) {
            return new EventPublisher(options.listeners(), scheduler, executor::execute);
        }

        @Provides
        @Singleton
        static TimeLimitedJournal journal(ClientOptions options) {
            return new TimeLimitedJournal(options.journal(), options.journalTimeout());
        }

        @Provides
        @Singleton
        static AdmissionControl admissionControl(
                ClientOptions options, TimeLimitedJournal journal, Scheduler scheduler, OrderEvents events) {
            return new AdmissionControl(
                    journal,
                    scheduler,
                    options.spendLimit()
                            .map(limit -> new JournalAdmissionRule.SpendWithin(
                                    limit, options.priceCap().unknownAllowed())),
                    events);
        }

        @Provides
        @Singleton
        static RequestPlanner requestPreparer(
                ClientOptions options, ProviderSelector selector, AdmissionControl orders) {
            SpendCheck spendCheck =
                    new SpendCheck(options.spendLimit(), options.priceCap().unknownAllowed(), orders);
            return new RequestPlanner(
                    selector, options.callbackUrls(), options.priceCap(), spendCheck, options.acceptsOrders());
        }

        @Provides
        @Singleton
        static TaskService taskService(
                ClientOptions options,
                ProviderRegistry registry,
                ProviderSelector selector,
                DispatcherRegistry dispatchers,
                TaskTracker tracker,
                OrderRecorder journal) {
            return new TaskService(
                    registry,
                    selector,
                    dispatchers,
                    tracker,
                    journal,
                    options.waitTimeout(),
                    new ContextPropagator(options.contextPropagations()));
        }
    }
}
