package io.github.reel4j;

import io.github.reel4j.discovery.ProviderRegistry;
import io.github.reel4j.discovery.ProviderSelector;
import io.github.reel4j.dispatch.DispatcherRegistry;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.tracking.SystemScheduler;
import io.github.reel4j.tracking.TaskTracker;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Orders videos. The vendor is whichever provider is on the class path; see {@link VideoClientBuilder#provider}. One client
 * serves any number of threads and orders; close it when the program ends.
 *
 * <p>Every method throws {@link VideoException} for what goes wrong, and only that, except for arguments that are no values of
 * their type.
 */
@Singleton
public final class VideoClient implements AutoCloseable {

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** Twice the default timeout of a submit. */
    private static final Duration MAX_SUBMIT_WAIT = Duration.ofMinutes(2);

    private final ClientOptions options;
    private final ProviderRegistry registry;
    private final ProviderSelector selector;
    private final RequestPreparer preparer;
    private final QuoteService quoteService;
    private final OrderService orders;
    private final DispatcherRegistry dispatchers;
    private final TaskTracker tracker;
    private final TaskService tasks;
    private final CallbackReceiver callbacks;
    private final Scheduler scheduler;

    @Inject
    VideoClient(
            ClientOptions options,
            ProviderRegistry registry,
            ProviderSelector selector,
            RequestPreparer preparer,
            QuoteService quoteService,
            OrderService orders,
            DispatcherRegistry dispatchers,
            TaskTracker tracker,
            TaskService tasks,
            CallbackReceiver callbacks,
            Scheduler scheduler) {
        this.options = options;
        this.registry = registry;
        this.selector = selector;
        this.preparer = preparer;
        this.quoteService = quoteService;
        this.orders = orders;
        this.dispatchers = dispatchers;
        this.tracker = tracker;
        this.tasks = tasks;
        this.callbacks = callbacks;
        this.scheduler = scheduler;
    }

    public static VideoClientBuilder builder() {
        return new VideoClientBuilder();
    }

    /** A client of the process's settings, such as the keys in its environment. */
    public static VideoClient create() {
        return builder().build();
    }

    void start() {
        selector.conflict()
                .or(selector::misconfigured)
                .or(() -> options.acceptsOrders() ? selector.validate() : Optional.empty())
                .ifPresent(failure -> {
                    throw new VideoException(failure);
                });
        selector.eligible()
                .forEach(tasks::dispatcherFor); // a limit that is set wrong is told now, not with the first order
    }

    /** Everything that is wrong with {@code request}, all at once; empty if it can be submitted. Nothing is sent. */
    public List<Violation> validate(GenerationRequest request) {
        return preparer.violations(request);
    }

    /** What {@code request} is expected to cost at the provider that comes first; {@link #quoteService} has all. Nothing is sent. */
    public Estimate estimate(GenerationRequest request) {
        RequestPreparer.PreparedRequest prepared = orThrow(preparer.prepare(request));
        return prepared.provider().pricing().estimate(prepared.request());
    }

    /** What would be ordered and sent, from the provider that comes first; {@link #quoteService} has all. Nothing is sent. */
    public Preview preview(GenerationRequest request) {
        return orThrow(preparer.preview(request));
    }

    /**
     * What would be ordered instead, one preview for each provider that is named after the first and could take {@code request}, in
     * their order: {@link VideoClientBuilder#provider}. Nothing is sent.
     */
    public List<Preview> fallbacks(GenerationRequest request) {
        return orThrow(preparer.fallbacks(request));
    }

    /**
     * What each provider for {@code request} would be ordered to do and charge, or why it would take no order, in the order in which
     * {@link #submit} would ask them; at least one. If none has the turn {@link Quote.Disposition#ELIGIBLE}, a submit would fail. Nothing is
     * sent.
     *
     * @throws VideoException if no provider offers the operation, or several do and none is named
     */
    public List<Quote> quoteService(GenerationRequest request) {
        return orThrow(quoteService.of(request));
    }

    /**
     * Places the order: this costs money. It is sent once, and again only if it provably never left or was turned away with 429; to
     * another provider only if several are {@linkplain VideoClientBuilder#provider named}, and the one before provably took none.
     *
     * @throws VideoException above all of kind {@link FailureKind#SUBMISSION_UNKNOWN}: the order may have been accepted, so look
     *     at the vendor's console before ordering again
     */
    public VideoTask submit(GenerationRequest request) {
        return orders.submit(request);
    }

    /**
     * Places many orders, each as {@link #submit} would, in their order and within what the vendor allows; each costs money. Returns
     * at once. What one order fails with is its own future's failure. A future that is completed or cancelled before its order is sent
     * keeps it from being sent; {@code orTimeout} does that when its time is over, and {@code completeAsync} when its supplier has
     * answered. From then on only the vendor's answer completes it, so that no task is lost: all these do nothing. {@code obtrudeValue}
     * and {@code obtrudeException} are refused. Closing the client keeps all that wait from being sent.
     *
     * @return a future for each request, in the order of the requests
     */
    public List<CompletableFuture<VideoTask>> submitAll(Collection<? extends GenerationRequest> requests) {
        return List.<GenerationRequest>copyOf(requests).stream() // read whole first: it is the caller's, and may throw
                .map(orders::submitAsync)
                .toList();
    }

    /**
     * Asks the vendor once to stop a task. Whether a task that was stopped is billed is for the vendor to say, and often it says
     * nothing. The call waits for its turn as {@link #status} does.
     *
     * @throws VideoException of kind {@link FailureKind#UNSUPPORTED} if the vendor documents no cancel; then nothing is sent, and
     *     the task lives on and is billable
     */
    public CancelOutcome cancel(TaskRef task) {
        VideoProvider owner = ownerOf(task);
        TaskCanceller canceller = owner.canceller()
                .orElseThrow(() -> new VideoException(CapabilityFailures.cannotCancel(owner.id(), task)));
        CancelOutcome outcome = orThrow(tasks.ask(owner, task, () -> canceller.cancel(task)));
        tasks.requestPoll(task.provider(), task.id());
        return outcome;
    }

    /**
     * Where the program's web server hands in what vendors call back.
     *
     * @throws VideoException of kind {@link FailureKind#CONFIGURATION} if the client was built without an address for callbacks
     */
    public CallbackReceiver callbacks() {
        if (options.callbackUrls().isEmpty()) {
            throw new VideoException(CapabilityFailures.noCallbackAddress());
        }
        return callbacks;
    }

    /**
     * Takes up a task that this or another program submitted. Nothing is asked of the vendor yet. Whoever takes up a task that is
     * followed already, and has not ended, shares its polls: each has waits of its own, and the polls are no more for it.
     */
    public VideoTask resume(TaskRef task) {
        return tasks.trackExisting(ownerOf(task), task);
    }

    /**
     * Asks the vendor once how a task is doing, on the caller's thread. The call counts against the vendor's limits like any other:
     * it waits for its turn, behind orders, for a minute at most.
     *
     * @throws VideoException of kind {@link FailureKind#RATE_LIMITED} if there is no turn within that minute, or at once if the vendor
     *     has asked for a longer pause; then nothing was sent
     */
    public TaskStatus status(TaskRef task) {
        VideoProvider owner = ownerOf(task);
        return orThrow(tasks.ask(owner, task, () -> owner.tracker().status(task)));
    }

    /** What is on the class path and can be used: all of it, unless others are named than those that are set up wrong. */
    public List<ProviderInfo> providers() {
        return registry.usable().stream()
                .map(provider -> new ProviderInfo(
                        provider.id(),
                        registry.origin(provider.id()),
                        selector.withKey(provider).isRight(),
                        provider.models()))
                .toList();
    }

    /**
     * The tasks that somebody waits for and that have not ended; after {@link #close}, those it left behind. They live on at the
     * vendors and are billed: resume them.
     */
    public List<TaskRef> unfinished() {
        return tracker.unfinished();
    }

    /**
     * Ends all waits with {@link FailureKind#INTERRUPTED}, sends no order that waits, ends downloads with
     * {@link FailureKind#DOWNLOAD_FAILED}, which keep what has arrived as far as it can be resumed, and closes connections. An order
     * that was sent already keeps its connection until its deadline. If it is one of {@link #submitAll}, this call waits for its
     * result, at most 2 minutes; one of {@link #submit} returns on its own thread. Tasks live on: {@link #unfinished()}. Listeners and
     * what depends on futures are given 1 second; what still runs then is interrupted.
     */
    @Override
    public void close() {
        try {
            dispatchers.close();
            orders.close();
            tracker.close();
        } finally {
            try {
                registry.close();
            } finally {
                closeOwnTimeline();
            }
        }
    }

    private void closeOwnTimeline() {
        if (options.ownsScheduler() && scheduler instanceof SystemScheduler own) {
            orders.awaitSent(MAX_SUBMIT_WAIT);
            tracker.notifier().awaitIdle(LAST_WORDS);
            own.close();
        }
    }

    private VideoProvider ownerOf(TaskRef task) {
        return orThrow(
                registry.byId(task.provider()).flatMap(selector::prepared).mapLeft(each -> each.withTask(task)));
    }

    private static <T> T orThrow(Either<VideoFailure, T> result) {
        return result.getOrElseThrow(VideoException::new);
    }
}
