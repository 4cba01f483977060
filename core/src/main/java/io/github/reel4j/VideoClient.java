package io.github.reel4j;

import io.github.reel4j.discovery.ProviderRegistry;
import io.github.reel4j.discovery.ProviderSelector;
import io.github.reel4j.dispatch.DispatcherLimits;
import io.github.reel4j.dispatch.DispatcherRegistry;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.DispatcherStatus;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.order.KeyedOrderService;
import io.github.reel4j.order.OrderService;
import io.github.reel4j.order.RequestPlanner;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.tracking.TaskService;
import io.github.reel4j.wiring.ClientComponent;
import io.github.reel4j.wiring.ClientLifecycle;
import io.vavr.control.Either;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Orders videos, and tracks them until they are downloaded. The vendor is the provider on the class path; name one with
 * {@link VideoClientBuilder#provider} if there are several. Close the client when the program ends. Thread-safe.
 *
 * <p>All methods throw {@link VideoException} on failure. Null arguments throw {@link NullPointerException}.
 */
public final class VideoClient implements AutoCloseable {

    private final ProviderRegistry registry;
    private final ProviderSelector selector;
    private final RequestPlanner preparer;
    private final OrderService orders;
    private final KeyedOrderService keyedOrders;
    private final TaskService tasks;
    private final Optional<CallbackReceiver> callbacks;
    private final ClientLifecycle lifecycle;
    private final DispatcherRegistry dispatchers;
    private final VideoClientBuilder options;

    /** @param options the builder of this client, which is not changed any more */
    VideoClient(ClientComponent component, VideoClientBuilder options) {
        this.options = options;
        this.dispatchers = component.dispatchers();
        this.registry = component.providers();
        this.selector = component.selector();
        this.preparer = component.preparer();
        this.orders = component.orders();
        this.keyedOrders = component.keyedOrders();
        this.tasks = component.tasks();
        this.callbacks = component.callbackUrls().map(urls -> new CallbackReceiver(urls, component));
        this.lifecycle = component.lifecycle();
    }

    public static VideoClientBuilder builder() {
        return new VideoClientBuilder();
    }

    /**
     * Returns a new builder with the options of this client, to build a client that differs in some of them. The new
     * client shares the {@linkplain VideoClientBuilder#journal journal}, the listeners, the poll policy and a
     * {@linkplain VideoClientBuilder#scheduler scheduler} that was set, but no connections and no limits.
     */
    public VideoClientBuilder toBuilder() {
        return options.copy();
    }

    /**
     * Returns a client with the default options, and the settings of this process: system properties and environment
     * variables.
     *
     * @throws VideoException see {@link VideoClientBuilder#build}
     */
    public static VideoClient create() {
        return builder().build();
    }

    /**
     * Returns all violations of the rules in the vendor's document; empty if {@code request} is valid. Checks the
     * provider that would be sent the order first. Sends nothing.
     */
    public List<Violation> validate(GenerationRequest request) {
        return orThrow(preparer.violations(request));
    }

    /**
     * Returns the expected price at the provider that would be sent the order first; {@link #quotes} has the prices of
     * all. Sends nothing.
     *
     * @throws VideoException of kind {@link FailureKind#INVALID_REQUEST} if {@code request} is invalid
     */
    public Estimate estimate(GenerationRequest request) {
        return orThrow(preparer.estimate(request));
    }

    /**
     * Compares the prices of a request: returns a quote of each provider on the class path that offers the operation,
     * also of those that are not {@linkplain VideoClientBuilder#provider named}; at least 1. A provider that cannot be
     * created is among them with its failure, because it may offer the operation. Sends nothing. A {@linkplain
     * VideoClientBuilder#readOnly read-only} client needs no keys; with another one, a provider without a key has a
     * price, and {@link FailureKind#MISSING_CREDENTIALS} among its failures.
     *
     * <p>If the request names no model, each provider is quoted for the model that it would be ordered from. The quotes
     * are sorted, each rule within the one before:
     *
     * <ol>
     *   <li>{@linkplain Quote.Disposition#ELIGIBLE Eligible} providers, then the others.
     *   <li>Known prices and price ranges, then unknown prices and requests that the provider cannot take.
     *   <li>By currency code. Currencies are not converted, so only prices of the same currency are comparable.
     *   <li>The cheapest first. A price range counts by its maximum, among equal ones by its minimum.
     *   <li>By the id of the provider.
     * </ol>
     *
     * @return an unmodifiable list; none is {@link Quote.Disposition#NOT_TRIED}
     * @throws VideoException of kind {@link FailureKind#UNSUPPORTED}, {@link FailureKind#NO_PROVIDER} or that of a
     *     broken provider, if no provider is known to offer the operation
     */
    public List<Quote> quotes(GenerationRequest request) {
        return Quote.cheapestFirst(orThrow(preparer.offersOfAll(request)));
    }

    /**
     * Returns a quote of each provider that {@link #submit} would try, in the same order; at least 1. If no quote is
     * {@link Quote.Disposition#ELIGIBLE}, {@link #submit} would fail. Sends nothing.
     *
     * @throws VideoException if no provider offers the operation, or several do and none is named
     */
    public List<Quote> fallbackQuotes(GenerationRequest request) {
        return Quote.inFallbackOrder(orThrow(preparer.offers(request)));
    }

    /**
     * Submits an order, and blocks until the vendor has accepted it. This costs money.
     *
     * <p>The order is sent once. It is sent again only if it provably never left this machine, or if the vendor
     * rejected it with status 429. It is sent to another provider only if several are {@linkplain
     * VideoClientBuilder#provider named}, and the provider before provably accepted no order.
     *
     * @throws VideoException above all of kind {@link FailureKind#SUBMISSION_UNKNOWN}: the vendor may have accepted the
     *     order, so check its console before ordering again
     */
    public VideoTask submit(GenerationRequest request) {
        return new VideoTask(orThrow(orders.submit(request)));
    }

    /**
     * Submits an order under a key, so that a program that restarts does not order it again. Blocks as {@link
     * #submit(GenerationRequest)} does. Sends nothing, and returns the existing task, running or ended, if the key
     * already belongs to an accepted order of the same request: of this client, another thread, an earlier run or
     * another process with the same journal. A call that finds an order of this client in progress waits for it and
     * gets its result.
     *
     * <p>Requests are the same if the program has set the same values, and if their local files have the same content;
     * paths do not count. So this method reads the local files first. If one cannot be read and the key is in use, it
     * is not known whether the request is the same: the call fails and names the task to {@link #resume}.
     *
     * <p>A key is free again after its order was provably not accepted, or was resolved as not accepted; then also for
     * another request. It stays with an accepted order forever, also if the generation failed: use another key then.
     *
     * @throws VideoException in addition to the failures of {@link #submit(GenerationRequest)}:
     *     <ul>
     *       <li>{@link FailureKind#ORDER_KEY_CONFLICT}: the key belongs to an order of another request.
     *       <li>{@link FailureKind#INVALID_REQUEST}: the request is invalid, or the key is in use and a local file
     *           cannot be read, or a local file has changed during the call.
     *       <li>{@link FailureKind#SUBMISSION_UNKNOWN}: the order of the key is of unknown outcome, or another process
     *           is sending it. Nothing is sent until the order is resolved, see {@link
     *           io.github.reel4j.journal.FileJournal#resolve}.
     *       <li>{@link FailureKind#CONFIGURATION}: the client has no journal, or one that does not keep keys.
     *       <li>{@link FailureKind#JOURNAL_FAILED}: the journal cannot prove that the key is free.
     *     </ul>
     */
    public VideoTask submit(GenerationRequest request, OrderKey key) {
        return new VideoTask(orThrow(
                keyedOrders.submit(Objects.requireNonNull(request, "request"), Objects.requireNonNull(key, "key"))));
    }

    /**
     * Submits an order under a key as {@link #submit(GenerationRequest, OrderKey)} does, without blocking. The future
     * behaves as that of {@link #submitAsync(GenerationRequest)}. If an order of this client with the same key is in
     * progress, the future gets its result, and cancelling the future does not cancel that order.
     *
     * @return a future of the task; it fails with the {@link VideoException} that {@link #submit(GenerationRequest,
     *     OrderKey)} would throw
     */
    public CompletableFuture<VideoTask> submitAsync(GenerationRequest request, OrderKey key) {
        return keyedOrders.submitAsync(
                Objects.requireNonNull(request, "request"),
                Objects.requireNonNull(key, "key"),
                VideoTask::new,
                VideoException::new);
    }

    /**
     * Returns the task that {@link #submit(GenerationRequest, OrderKey)} would return without sending anything; empty
     * if it would send the order, or if only an invalid request keeps it from that. Sends nothing, and reads local
     * files. Another process may use the key after this method has returned.
     *
     * @throws VideoException if the key belongs to an order of another request or of unknown outcome, or cannot be
     *     looked up; see {@link #submit(GenerationRequest, OrderKey)}
     */
    public Optional<VideoTask> find(GenerationRequest request, OrderKey key) {
        return orThrow(keyedOrders.find(Objects.requireNonNull(request, "request"), Objects.requireNonNull(key, "key")))
                .map(VideoTask::new);
    }

    /**
     * Submits an order as {@link #submit} does, without blocking. This costs money.
     *
     * <p>Completing or cancelling the future before the order is sent keeps the order from being sent; {@code
     * orTimeout} and {@code completeAsync} do so when they take effect. While the order is being sent, and afterwards,
     * only the vendor's result completes the future, so that no paid task is lost. {@code obtrudeValue} and {@code
     * obtrudeException} throw {@link UnsupportedOperationException}. Closing the client fails the orders that are not
     * sent yet. Dependents of the future may block: they run on a thread of their own, of which a client has at most
     * 256.
     *
     * @return a future of the task; it fails with the {@link VideoException} that {@link #submit} would throw
     */
    public CompletableFuture<VideoTask> submitAsync(GenerationRequest request) {
        return orders.submitAsync(Objects.requireNonNull(request, "request"), VideoTask::new, VideoException::new);
    }

    /**
     * Submits many orders as {@link #submitAsync} does, in their order and within the vendor's limits. Each order costs
     * money, and succeeds or fails on its own.
     *
     * @return a future for each request, in the order of the requests
     */
    public List<CompletableFuture<VideoTask>> submitAll(Collection<? extends GenerationRequest> requests) {
        return List.<GenerationRequest>copyOf(requests).stream() // copied first, because the collection may throw
                .map(this::submitAsync)
                .toList();
    }

    /**
     * Returns the task that this or another program submitted earlier. The vendor is not called yet. All objects of a
     * task that has not ended share its polls, but wait and listen independently.
     */
    public VideoTask resume(TaskRef task) {
        return new VideoTask(orThrow(tasks.resume(task)));
    }

    /**
     * Polls a task once, on the calling thread. The call counts against the vendor's limits, and waits for a permit for
     * at most 1 minute. Waiting orders go first.
     *
     * @throws VideoException of kind {@link FailureKind#RATE_LIMITED} if no permit is available within 1 minute, or
     *     immediately if the vendor has requested a longer pause; nothing was sent then
     */
    public TaskStatus status(TaskRef task) {
        return orThrow(tasks.status(task));
    }

    /**
     * Requests once that the vendor stops a task. The vendor decides whether a stopped task is billed, and often does
     * not say. If it does not stop a task that runs already, the effect is
     * {@link CancelOutcome.Effect#NOT_CANCELLABLE}, and the task is still running and billable. The call waits for a
     * permit as {@link #status} does.
     *
     * @throws VideoException of kind {@link FailureKind#UNSUPPORTED} if the vendor documents no way to cancel, in which
     *     case nothing was sent and the task is still running and billable
     */
    public CancelOutcome cancel(TaskRef task) {
        return orThrow(tasks.cancel(task));
    }

    /**
     * Requests as {@link #cancel} does, without blocking a thread.
     *
     * <p>Completing or cancelling the future before the request is sent keeps it from being sent. While it is being
     * sent, and afterwards, only the vendor's result completes the future. {@code obtrudeValue} and {@code
     * obtrudeException} throw {@link UnsupportedOperationException}. Closing the client fails requests that are not
     * sent yet with {@link FailureKind#INTERRUPTED}. Dependents of the future may block: they run on a thread of their
     * own, of which a client has at most 256.
     *
     * @return a future of the outcome; it fails with the {@link VideoException} that {@link #cancel} would throw
     */
    public CompletableFuture<CancelOutcome> cancelAsync(TaskRef task) {
        return tasks.cancelAsync(Objects.requireNonNull(task, "task"), VideoException::new);
    }

    /**
     * Returns the receiver that the program's web server passes the vendors' callbacks to.
     *
     * @throws VideoException of kind {@link FailureKind#CONFIGURATION} if the client was built without
     *     {@link VideoClientBuilder#callbackUrl}
     */
    public CallbackReceiver callbacks() {
        return callbacks.orElseThrow(() -> new VideoException(VideoFailure.of(
                FailureKind.CONFIGURATION,
                "callbacks() needs a callback URL. This client has none. Set the URL at which vendors reach this"
                        + " program: VideoClient.builder().callbackUrl(URI.create(\"https://...\")).")));
    }

    /** Returns the providers on the class path, without those that cannot be created. */
    public List<ProviderInfo> providers() {
        return registry.usable().stream()
                .map(provider -> new ProviderInfo(
                        provider.id(),
                        registry.origin(provider.id()),
                        selector.withKey(provider).isRight(),
                        provider.models(),
                        limit(provider, DispatcherLimits::requestsPerMinute),
                        limit(provider, DispatcherLimits::maxConcurrentTasks),
                        limit(provider, DispatcherLimits::polls),
                        limit(provider, limits -> Optional.of(limits.models())).orElse(List.of())))
                .toList();
    }

    /**
     * Returns what waits and runs at the vendors now, for metrics and administration: one status for each provider that
     * orders of this client go to, or that it has sent a request to. Providers that are on the class path but are not
     * used are not among them. Calls no vendor, opens nothing and does not wait for a permit. The statuses of several
     * providers are not from the same instant. After {@link #close}, the last values remain.
     *
     * @return an unmodifiable list, sorted by the id of the provider
     */
    public List<DispatcherStatus> dispatchers() {
        return dispatchers.statuses(tasks.unfinished());
    }

    /** An invalid setting of a limit fails the orders, not the list of providers. */
    private <T> Optional<T> limit(VideoProvider provider, Function<DispatcherLimits, Optional<T>> limit) {
        try {
            return limit.apply(dispatchers.limits(provider));
        } catch (InvalidSettingException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the tasks that have waits and have not ended; after {@link #close}, those that had waits when the client
     * was closed. The tasks are still running at the vendors and will be billed, so {@link #resume} them.
     */
    public List<TaskRef> unfinished() {
        return tasks.unfinished();
    }

    /**
     * Closes the client and its connections. Tasks continue at the vendors; see {@link #unfinished}.
     *
     * <ul>
     *   <li>All waits end with {@link FailureKind#INTERRUPTED}.
     *   <li>Orders that are not sent yet are not sent. An order that is being sent keeps its connection until its
     *       deadline, and this method waits for its result, at most 2 minutes.
     *   <li>Downloads end with {@link FailureKind#DOWNLOAD_FAILED}, and keep the part that can be resumed. Those of
     *       {@link VideoTask#downloadAsync} that are not transferring yet end with {@link FailureKind#INTERRUPTED}.
     *   <li>Listeners and dependents of futures may run for 1 more second, and are then interrupted.
     * </ul>
     */
    @Override
    public void close() {
        lifecycle.close();
    }

    private static <T> T orThrow(Either<VideoFailure, T> result) {
        return result.getOrElseThrow(VideoException::new);
    }
}
