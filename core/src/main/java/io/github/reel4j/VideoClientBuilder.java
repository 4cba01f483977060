package io.github.reel4j;

import io.github.reel4j.callback.CallbackUrls;
import io.github.reel4j.discovery.ProviderCatalog;
import io.github.reel4j.discovery.ProviderDiscovery;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.AdaptivePollPolicy;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spi.BaseUrlRules;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.submission.OrderRecorder;
import io.github.reel4j.submission.PriceCap;
import io.github.reel4j.tracking.GuardedTimeline;
import io.github.reel4j.tracking.SystemScheduler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link VideoClient} needs. Nothing has to be set: keys are found in the environment. Not thread-safe. */
public final class VideoClientBuilder {

    private Settings settings = Settings.ofProcess();
    private @Nullable Money maxPrice;
    private boolean unknownPriceAllowed;
    private PollPolicy pollPolicy = AdaptivePollPolicy.withMeanInterval(Duration.ofSeconds(5));
    private Duration waitTimeout = Duration.ofMinutes(30);
    private boolean acceptsOrders = true;
    private @Nullable URI callbackBase;
    private OrderJournal journal = OrderJournal.none();
    private Duration journalTimeout = OrderRecorder.TIMEOUT;
    private @Nullable Scheduler scheduler;
    private @Nullable ProviderCatalog catalog;

    VideoClientBuilder() {}

    /**
     * Names the provider of all orders, for example {@code acme}; needed where several could take one. Those named after it are asked
     * in turn, each if the one before provably took no order and billed none, for a reason that is its own:
     *
     * <table>
     *   <caption>After which failures of a submit the next provider is asked</caption>
     *   <tr><th>Next</th><th>Failure</th></tr>
     *   <tr><td>yes</td><td>{@code UNREACHABLE} and {@code RATE_LIMITED}, once the client has tried again itself</td></tr>
     *   <tr><td>yes</td><td>{@code AUTHENTICATION}, {@code INSUFFICIENT_BALANCE}, {@code MISSING_CREDENTIALS}: the key, or the
     *       account</td></tr>
     *   <tr><td>yes</td><td>{@code INCOMPATIBLE}, {@code UNSUPPORTED}: its interface, or what it offers</td></tr>
     *   <tr><td>no</td><td>{@code SUBMISSION_UNKNOWN}, {@code DEFECT}, and whatever names a task: it may be billed</td></tr>
     *   <tr><td>no</td><td>{@code INVALID_REQUEST}, {@code FORBIDDEN}: wrong values, or content that is refused; a 403 may be that</td></tr>
     *   <tr><td>no</td><td>{@code OVER_PRICE_CAP}: the cap holds for each provider, by its own price</td></tr>
     *   <tr><td>no</td><td>{@code JOURNAL_FAILED}, {@code INTERRUPTED}, {@code CONFIGURATION} and all others: it is ours</td></tr>
     * </table>
     *
     * <p>Each validates and prices the request anew; a task is followed where it was ordered. The last failure tells of those before
     * it. Those that do not offer an operation are passed over. All need a key when the client is built.
     */
    public VideoClientBuilder provider(String id, String... fallbacks) {
        return property(
                "reel4j.provider",
                Stream.concat(Stream.of(id), Stream.of(fallbacks)).collect(Collectors.joining(",")));
    }

    /** Sets a provider's API key ahead of system properties and the environment. */
    public VideoClientBuilder apiKey(String provider, String key) {
        return property(provider + ".api-key", key);
    }

    /** Sets anything by its name, ahead of system properties and the environment: {@code acme.base-url}. */
    public VideoClientBuilder property(String name, String value) {
        settings = settings.with(name, value);
        return this;
    }

    /** Takes all settings from {@code replacement} instead of this process, and forgets what was set before. */
    public VideoClientBuilder settings(Settings replacement) {
        settings = replacement;
        return this;
    }

    /** Refuses orders whose estimate, or its upper end, is above {@code cap}, and orders whose price is not known. */
    public VideoClientBuilder maxPrice(Money cap) {
        maxPrice = cap;
        return this;
    }

    /** Places orders of unknown price even under a cap. */
    public VideoClientBuilder allowUnknownPrice() {
        unknownPriceAllowed = true;
        return this;
    }

    /**
     * Polls each task first after {@code first}, then ever more slowly up to {@code most}, whatever was learned.
     *
     * @throws IllegalArgumentException unless {@code 0 < first <= most}
     */
    public VideoClientBuilder pollInterval(Duration first, Duration max) {
        return pollPolicy(PollPolicy.backoff(first, max));
    }

    /**
     * When tasks are polled, within what their vendor allows; unless set, a policy that learns how long tasks take, and polls as
     * often in the mean as every 5 seconds. While one throws, returns null or blocks, its tasks are polled every 15 seconds.
     */
    public VideoClientBuilder pollPolicy(PollPolicy policy) {
        pollPolicy = policy;
        return this;
    }

    /** For tests of journals that block. */
    VideoClientBuilder journalTimeout(Duration timeout) {
        journalTimeout = timeout;
        return this;
    }

    /**
     * How long waits last that name no time; 30 minutes unless set.
     *
     * @throws IllegalArgumentException unless it is more than 0
     */
    public VideoClientBuilder waitTimeout(Duration max) {
        if (max.isNegative() || max.isZero()) {
            throw new IllegalArgumentException("patience must be more than 0, not " + max);
        }
        waitTimeout = max;
        return this;
    }

    /**
     * Asks vendors to tell news of orders at addresses under {@code base}, each with a token of its own; what comes there goes to
     * {@link VideoClient#callbacks()}. Polling goes on as before: a callback makes the news faster, and its absence nothing worse.
     * Orders from providers whose vendor documents no callbacks are refused. The tokens are made with setting {@code
     * reel4j.callback-secret}, 16 characters or more; with one of the client's own if it is not set, so that another process
     * does not know them.
     *
     * @param base where this program is reached from outside: https, or http on a loopback host; no user, no query
     * @throws IllegalArgumentException if it has another form
     */
    public VideoClientBuilder callbackUrl(URI base) {
        if (!BaseUrlRules.allowed(base.toString())) {
            throw new IllegalArgumentException(
                    "a callback address is https, or http on a loopback host, without user and"
                            + " query; this one is not: " + base.getScheme() + "://" + base.getHost());
        }
        callbackBase = base;
        return this;
    }

    /**
     * Writes every order down before it is sent, and what became of it before anything else is done with it; nothing, unless this
     * is set. An order that cannot be written within 30 seconds is not sent: {@link FailureKind#JOURNAL_FAILED}; an answer that
     * cannot fails with the same kind, and with the task. The client does not close it.
     *
     * @param book for example a {@link FileJournal}
     */
    public VideoClientBuilder journal(OrderJournal book) {
        journal = book;
        return this;
    }

    /**
     * Replaces time itself, for tests. The client does not close it. While one of its clocks throws or returns null, the system's is
     * read instead.
     */
    public VideoClientBuilder scheduler(Scheduler time) {
        scheduler = time;
        return this;
    }

    /** Uses these providers instead of looking on the class path; for tests, and for programs that wire everything themselves. */
    public VideoClientBuilder providers(VideoProviderFactory... factories) {
        catalog = ProviderCatalog.of(List.of(factories));
        return this;
    }

    /** Makes a client that only validates, prices and previews, and so needs no key. Ordering with it is refused without one. */
    public VideoClientBuilder readOnly() {
        acceptsOrders = false;
        return this;
    }

    /**
     * Builds the client. No connection is opened.
     *
     * @throws VideoException if no provider is on the class path, one is there twice, a setting cannot be used, or the only
     *     provider, or the one that is named, has no key
     */
    public VideoClient build() {
        ClientOptions options = new ClientOptions(
                settings,
                new PriceCap(Optional.ofNullable(maxPrice), unknownPriceAllowed),
                pollPolicy,
                waitTimeout,
                acceptsOrders,
                scheduler == null,
                Optional.ofNullable(callbackBase).map(base -> CallbackUrls.under(base, callbackSecret())),
                journal,
                journalTimeout);
        VideoClient client = DaggerClientComponent.factory()
                .create(
                        options,
                        catalog == null ? ProviderDiscovery.scan() : catalog,
                        scheduler == null ? new SystemScheduler() : new GuardedTimeline(scheduler))
                .client();
        client.start();
        return client;
    }

    private Optional<String> callbackSecret() {
        return settings.find("reel4j", "callback-secret").map(found -> {
            if (found.value().length() < CallbackUrls.MIN_SECRET_BYTES) {
                throw new VideoException(VideoFailure.of(
                        FailureKind.CONFIGURATION,
                        "reel4j.callback-secret = *** (from " + found.source() + ") is too short. Allowed: "
                                + CallbackUrls.MIN_SECRET_BYTES + " characters or more, as random as a key."));
            }
            return found.value();
        });
    }
}
