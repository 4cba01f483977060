package io.github.reel4j;

import io.github.reel4j.callback.CallbackUrls;
import io.github.reel4j.discovery.ProviderCatalog;
import io.github.reel4j.discovery.ProviderDiscovery;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.AdaptivePollPolicy;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.ClientListener;
import io.github.reel4j.port.ContextPropagation;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spi.BaseUrlRules;
import io.github.reel4j.spi.NetworkOptions;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.submission.PriceCap;
import io.github.reel4j.submission.SubmitRetryPolicy;
import io.github.reel4j.submission.TimeLimitedJournal;
import io.github.reel4j.tracking.GuardedScheduler;
import io.github.reel4j.tracking.SystemScheduler;
import io.github.reel4j.wiring.ClientComponent;
import io.github.reel4j.wiring.ClientOptions;
import io.github.reel4j.wiring.DaggerClientComponent;
import io.github.reel4j.wiring.VendorLimitsRemoval;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link VideoClient}. Every option has a default; API keys are read from system properties and environment
 * variables. Arguments must not be null. Not thread-safe.
 */
public final class VideoClientBuilder {

    private Settings settings = Settings.ofProcess();
    private NetworkOptions network = NetworkOptions.DEFAULT;
    private @Nullable Money maxPrice;
    private @Nullable SpendLimit spendLimit;
    private boolean unknownPriceAllowed;
    private PollPolicy pollPolicy = AdaptivePollPolicy.withMeanInterval(Duration.ofSeconds(5));
    private Duration waitTimeout = Duration.ofMinutes(30);
    private boolean acceptsOrders = true;
    private boolean keyRequired = true;
    private @Nullable URI callbackBase;
    private OrderJournal journal = OrderJournal.none();
    private Duration journalTimeout = TimeLimitedJournal.TIMEOUT;
    private final List<ClientListener> listeners = new ArrayList<>();
    private final List<ContextPropagation> contextPropagations = new ArrayList<>();
    private @Nullable Scheduler scheduler;
    private @Nullable ProviderCatalog catalog;
    private SubmitRetryPolicy submitRetryPolicy = SubmitRetryPolicy.DEFAULT;
    private UnaryOperator<VideoProvider> decorator = UnaryOperator.identity();
    private boolean vendorLimitsEnforced = true;

    VideoClientBuilder() {}

    VideoClientBuilder copy() {
        VideoClientBuilder copy = new VideoClientBuilder();
        copy.settings = settings;
        copy.network = network;
        copy.maxPrice = maxPrice;
        copy.spendLimit = spendLimit;
        copy.unknownPriceAllowed = unknownPriceAllowed;
        copy.pollPolicy = pollPolicy;
        copy.waitTimeout = waitTimeout;
        copy.acceptsOrders = acceptsOrders;
        copy.keyRequired = keyRequired;
        copy.callbackBase = callbackBase;
        copy.journal = journal;
        copy.journalTimeout = journalTimeout;
        copy.listeners.addAll(listeners);
        copy.contextPropagations.addAll(contextPropagations);
        copy.scheduler = scheduler;
        copy.catalog = catalog;
        copy.submitRetryPolicy = submitRetryPolicy;
        copy.decorator = decorator;
        copy.vendorLimitsEnforced = vendorLimitsEnforced;
        return copy;
    }

    /**
     * Names the provider of all orders, for example {@code acme}, and its fallbacks. Required if several providers
     * offer an operation. The same as the setting {@code reel4j.provider}.
     *
     * <p>A fallback is tried if the provider before it provably accepted and billed no order, for a reason that does
     * not concern the request:
     *
     * <ul>
     *   <li>{@code UNREACHABLE} or {@code RATE_LIMITED}, after the client's own retries;
     *   <li>{@code AUTHENTICATION}, {@code INSUFFICIENT_BALANCE} or {@code MISSING_CREDENTIALS};
     *   <li>{@code INCOMPATIBLE}, {@code UNSUPPORTED} or {@code UPLOAD_FAILED}.
     * </ul>
     *
     * <p>All other failures end the order. It may be billed after {@code SUBMISSION_UNKNOWN}, {@code DEFECT} and any
     * failure that names a task. {@code FORBIDDEN} may mean that the content was rejected. {@code OVER_PRICE_CAP}
     * applies to each provider's own price.
     *
     * <p>The request is validated and priced for each provider, and the task stays at the provider that accepted the
     * order. The failure of the last provider contains those of the earlier ones. Providers that do not offer the
     * operation are skipped. All named providers need a key when the client is built.
     */
    public VideoClientBuilder provider(String id, String... fallbacks) {
        return property(
                "reel4j.provider",
                Stream.concat(Stream.of(id), Stream.of(fallbacks)).collect(Collectors.joining(",")));
    }

    /** Sets the API key of a provider, with precedence over system properties and environment variables. */
    public VideoClientBuilder apiKey(String provider, String key) {
        return property(provider + ".api-key", key);
    }

    /**
     * Sets any setting by its name, for example {@code acme.base-url}, with precedence over system properties and
     * environment variables.
     */
    public VideoClientBuilder property(String name, String value) {
        settings = settings.with(name, value);
        return this;
    }

    /** Replaces all settings, including those of this process and those set on this builder before. */
    public VideoClientBuilder settings(Settings replacement) {
        settings = replacement;
        return this;
    }

    /**
     * Sets the proxies of orders, polls and downloads, with precedence over the setting {@code reel4j.proxy} and the
     * JVM's own selector. Loopback addresses never use a proxy.
     */
    public VideoClientBuilder proxy(ProxySelector selector) {
        network = new NetworkOptions(Optional.of(selector), network.sslContext(), network.applicationName());
        return this;
    }

    /**
     * Sets the TLS context of orders, polls and downloads, for a private certificate authority, pinned certificates or
     * a client certificate, with precedence over the setting {@code reel4j.ca-file}. By default the JVM's context is
     * used, which that setting extends.
     *
     * <p>The host name and the dates of a certificate are verified whatever the context accepts. The certificate must
     * name the host as a subject alternative name.
     *
     * @param context an initialized context
     */
    public VideoClientBuilder sslContext(SSLContext context) {
        network = new NetworkOptions(network.proxySelector(), Optional.of(context), network.applicationName());
        return this;
    }

    /**
     * Adds the name of the program to the header {@code User-Agent} of orders and polls, which is {@code
     * reel4j/VERSION NAME}. Downloads do not send it. No name by default.
     *
     * @param name 1 to 100 letters, digits and {@code !#$%&'*+-.^_`|~/}, for example {@code invoice-service/2.1}
     * @throws IllegalArgumentException if {@code name} has another form
     */
    public VideoClientBuilder applicationName(String name) {
        network = new NetworkOptions(network.proxySelector(), network.sslContext(), Optional.of(name));
        return this;
    }

    /**
     * Limits the price of each order. Orders with a higher estimate, a range that ends higher, or an unknown price fail
     * with {@link FailureKind#OVER_PRICE_CAP}, and are not sent. No limit by default.
     */
    public VideoClientBuilder maxPrice(Money cap) {
        maxPrice = cap;
        return this;
    }

    /**
     * Limits what all orders of any period as long as {@code window} may cost together. An order that could exceed the
     * limit fails with {@link FailureKind#OVER_BUDGET} before it is sent; the failure has the sum, the limit and the
     * time when there is room. No limit by default.
     *
     * <p>An order counts with its estimate, a price range with its upper end. It counts from when it is first sent, for
     * {@code window}: while it is being sent, if it was accepted, whether or not its task succeeds, and if its outcome
     * is unknown. It stops counting if it is provably not accepted. Sending it again does not count twice.
     *
     * <p>With a {@link #journal}, the orders of all processes that share it count, also after a restart. The limit is
     * checked in one step with the record of the order, so orders that are sent at the same time cannot exceed it
     * together. All clients must set the same limit. Times are those of the machines' clocks. Without a journal, only
     * the orders of this client count.
     *
     * <p>Orders of unknown price or in another currency are not sent, unless {@link #allowUnknownPrice} is set; they
     * then count as 0.
     *
     * @param window more than 0, at most 366 days
     * @throws IllegalArgumentException if {@code window} is out of range
     */
    public VideoClientBuilder maxSpend(Money limit, Duration window) {
        spendLimit = new SpendLimit(limit, window);
        return this;
    }

    /** Allows orders of unknown price under {@link #maxPrice} and {@link #maxSpend}. */
    public VideoClientBuilder allowUnknownPrice() {
        unknownPriceAllowed = true;
        return this;
    }

    /**
     * Polls each task after {@code initial}, then at growing intervals up to {@code max}. Replaces {@link #pollPolicy}.
     *
     * @throws IllegalArgumentException unless {@code 0 < initial <= max}
     */
    public VideoClientBuilder pollInterval(Duration initial, Duration max) {
        return pollPolicy(PollPolicy.backoff(initial, max));
    }

    /**
     * Sets when tasks are polled, within the vendors' limits. The default is an {@link AdaptivePollPolicy}, which
     * learns how long tasks take and polls every 5 seconds on average. While a policy throws, returns null or blocks,
     * its tasks are polled every 15 seconds.
     */
    public VideoClientBuilder pollPolicy(PollPolicy policy) {
        pollPolicy = policy;
        return this;
    }

    /** Sets how long writing one journal entry may take; for tests of journals that block. */
    VideoClientBuilder journalTimeout(Duration timeout) {
        journalTimeout = timeout;
        return this;
    }

    /**
     * Sets the timeout of waits that do not specify one. 30 minutes by default.
     *
     * @throws IllegalArgumentException unless {@code max} is more than 0
     */
    public VideoClientBuilder waitTimeout(Duration max) {
        if (max.isNegative() || max.isZero()) {
            throw new IllegalArgumentException("the wait timeout must be more than 0, not " + max);
        }
        waitTimeout = max;
        return this;
    }

    /**
     * Requests callbacks from vendors, at a URL under {@code base} that contains a secret token for each order. The
     * program's web server passes them to {@link VideoClient#callbacks()}. Polling continues; a callback only shortens
     * the time to notice a change. Orders from providers whose vendor documents no callbacks fail with {@link
     * FailureKind#UNSUPPORTED}. No callbacks by default.
     *
     * <p>The tokens are derived from the setting {@code reel4j.callback-secret}, which must have at least 16
     * characters. If it is not set, the client generates a secret, and other processes do not recognize its callbacks.
     *
     * @param base the URL at which vendors reach this program: https, or http on a loopback host; without user and
     *     query
     * @throws IllegalArgumentException if {@code base} has another form
     */
    public VideoClientBuilder callbackUrl(URI base) {
        if (!BaseUrlRules.isAllowed(base.toString())) {
            throw new IllegalArgumentException(
                    "invalid callback URL, scheme and host " + base.getScheme() + "://" + base.getHost()
                            + ". Allowed: https, or http on a loopback host; a valid port; no user, query or"
                            + " fragment.");
        }
        callbackBase = base;
        return this;
    }

    /**
     * Sets the journal, which records each order before it is sent, and its result before that is returned. No journal
     * by default.
     *
     * <p>An order that cannot be recorded within 30 seconds is not sent, and fails with {@link
     * FailureKind#JOURNAL_FAILED}. A result that cannot be recorded fails with the same kind, and with the task. The
     * client does not close the journal.
     *
     * @param orderJournal for example a {@link FileJournal}
     */
    public VideoClientBuilder journal(OrderJournal orderJournal) {
        journal = orderJournal;
        return this;
    }

    /**
     * Adds a listener to everything that happens to the client's orders and tasks. It runs on threads of the client and
     * may block; {@link ClientListener} has the details. No listeners by default; nothing is created for them then.
     */
    public VideoClientBuilder listener(ClientListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Adds what carries the context of the program's threads to the client's: the current span, the logging context or
     * the security context. {@link VideoClient#submitAsync}, {@link VideoClient#submitAll} and {@link
     * VideoTask#downloadAsync} capture it when they are called, and the order is sent and the video is transferred in
     * it. Other methods work on the thread of their caller, and polls belong to no caller. None by default.
     */
    public VideoClientBuilder contextPropagation(ContextPropagation propagation) {
        contextPropagations.add(Objects.requireNonNull(propagation, "propagation"));
        return this;
    }

    /**
     * Replaces the clock, the timer and the threads of the client, for tests. The client does not close the scheduler.
     * While a clock of the scheduler throws or returns null, the system clock is used.
     */
    public VideoClientBuilder scheduler(Scheduler replacement) {
        scheduler = replacement;
        return this;
    }

    /**
     * Sets how often an order is sent at most. It is sent again only if it provably never left this machine, or if the
     * vendor rejected it with status 429. 4 by default.
     *
     * @param attempts 1 or more; 1 sends each order once
     * @throws IllegalArgumentException if {@code attempts} is less than 1
     */
    public VideoClientBuilder maxSubmitAttempts(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("the number of submit attempts must be 1 or more, not " + attempts);
        }
        submitRetryPolicy = new SubmitRetryPolicy(attempts);
        return this;
    }

    /**
     * Sets whether the client keeps the vendors' limits: the rate of calls and the number of concurrent tasks. True by
     * default. Set it to false only if the program keeps them itself, for example because several processes share an
     * API key. The client still pauses after a response with status 429.
     */
    public VideoClientBuilder enforceVendorLimits(boolean enforced) {
        vendorLimitsEnforced = enforced;
        return this;
    }

    /**
     * Wraps each provider that the client creates, for example to measure its calls. Several decorators are applied in
     * the order of the calls of this method, each to the result of the one before.
     *
     * @param wrapper returns the provider or an object that delegates to it, for example a {@link
     *     io.github.reel4j.spi.ForwardingProvider}, with the same id. It may be called by any thread. If it throws or
     *     returns null, the provider is {@link FailureKind#BROKEN_PROVIDER}
     */
    public VideoClientBuilder decorate(UnaryOperator<VideoProvider> wrapper) {
        Objects.requireNonNull(wrapper, "wrapper");
        UnaryOperator<VideoProvider> inner = decorator;
        decorator = provider -> wrapper.apply(inner.apply(provider));
        return this;
    }

    /** Uses these providers instead of those on the class path. */
    public VideoClientBuilder providers(VideoProviderFactory... factories) {
        catalog = ProviderCatalog.of(List.of(factories));
        return this;
    }

    /** Builds the client without API keys, to validate and quote requests. Orders without a key then fail. */
    public VideoClientBuilder readOnly() {
        acceptsOrders = false;
        return this;
    }

    /**
     * Builds the client also if the only or a named provider has no API key yet. Keys are read for each order, and an
     * order without a key fails with {@link FailureKind#MISSING_CREDENTIALS}. Use it in programs that start before
     * their keys are set. A key is required by default.
     */
    public VideoClientBuilder allowMissingKey() {
        keyRequired = false;
        return this;
    }

    /**
     * Builds the client. Opens no connection.
     *
     * @throws VideoException if there is no provider on the class path, one is there twice, a setting is invalid, or
     *     the only or a named provider has no key
     */
    public VideoClient build() {
        ProviderCatalog providers = catalog == null ? ProviderDiscovery.scan() : catalog;
        ClientOptions options = new ClientOptions(
                vendorLimitsEnforced ? settings : VendorLimitsRemoval.of(settings, providers),
                network,
                new PriceCap(Optional.ofNullable(maxPrice), unknownPriceAllowed),
                Optional.ofNullable(spendLimit),
                pollPolicy,
                waitTimeout,
                acceptsOrders,
                keyRequired,
                scheduler == null,
                Optional.ofNullable(callbackBase).map(base -> CallbackUrls.under(base, callbackSecret())),
                journal,
                journalTimeout,
                List.copyOf(listeners),
                submitRetryPolicy,
                vendorLimitsEnforced ? decorator : VendorLimitsRemoval.of(decorator),
                List.copyOf(contextPropagations));
        ClientComponent component = DaggerClientComponent.factory()
                .create(
                        options,
                        providers,
                        scheduler == null ? new SystemScheduler() : new GuardedScheduler(scheduler));
        component.lifecycle().validate().ifPresent(failure -> {
            throw new VideoException(failure);
        });
        return new VideoClient(component, copy());
    }

    private Optional<String> callbackSecret() {
        return settings.find("reel4j", "callback-secret").map(found -> {
            if (found.value().length() < CallbackUrls.MIN_SECRET_LENGTH) {
                throw new VideoException(VideoFailure.of(
                        FailureKind.CONFIGURATION,
                        "reel4j.callback-secret = *** (from " + found.source() + ") is too short. Allowed: "
                                + CallbackUrls.MIN_SECRET_LENGTH + " or more random characters."));
            }
            return found.value();
        });
    }
}
