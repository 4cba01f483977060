package io.github.reel4j;

import io.github.reel4j.discovery.ProviderRegistry;
import io.github.reel4j.discovery.ProviderSelection;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.pacing.Lanes;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.tracking.SystemTimeline;
import io.github.reel4j.tracking.Tracker;
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
    private final ProviderSelection selection;
    private final Quoting quoting;
    private final Quotes quotes;
    private final Ordering ordering;
    private final Lanes lanes;
    private final Tracker tracker;
    private final Following following;
    private final CallbackIntake callbacks;
    private final Timeline timeline;

    @Inject
    VideoClient(
            ClientOptions options,
            ProviderRegistry registry,
            ProviderSelection selection,
            Quoting quoting,
            Quotes quotes,
            Ordering ordering,
            Lanes lanes,
            Tracker tracker,
            Following following,
            CallbackIntake callbacks,
            Timeline timeline) {
        this.options = options;
        this.registry = registry;
        this.selection = selection;
        this.quoting = quoting;
        this.quotes = quotes;
        this.ordering = ordering;
        this.lanes = lanes;
        this.tracker = tracker;
        this.following = following;
        this.callbacks = callbacks;
        this.timeline = timeline;
    }

    public static VideoClientBuilder builder() {
        return new VideoClientBuilder();
    }

    /** A client of the process's settings, such as the keys in its environment. */
    public static VideoClient create() {
        return builder().build();
    }

    void start() {
        selection
                .obstacle()
                .or(selection::misconfigured)
                .or(() -> options.orders() ? selection.check() : Optional.empty())
                .ifPresent(failure -> {
                    throw new VideoException(failure);
                });
        selection
                .eligible()
                .forEach(following::lane); // a limit that is set wrong is told now, not with the first order
    }

    /** Everything that is wrong with {@code request}, all at once; empty if it can be submitted. Nothing is sent. */
    public List<Violation> validate(GenerationRequest request) {
        return quoting.violations(request);
    }

    /** What {@code request} is expected to cost at the provider that comes first; {@link #quotes} has all. Nothing is sent. */
    public Estimate estimate(GenerationRequest request) {
        Quoting.Quoted quoted = orThrow(quoting.quote(request));
        return quoted.provider().pricing().estimate(quoted.request());
    }

    /** What would be ordered and sent, from the provider that comes first; {@link #quotes} has all. Nothing is sent. */
    public Preview preview(GenerationRequest request) {
        return orThrow(quoting.preview(request));
    }

    /**
     * What would be ordered instead, one preview for each provider that is named after the first and could take {@code request}, in
     * their order: {@link VideoClientBuilder#provider}. Nothing is sent.
     */
    public List<Preview> fallbacks(GenerationRequest request) {
        return orThrow(quoting.fallbacks(request));
    }

    /**
     * What each provider for {@code request} would be ordered to do and charge, or why it would take no order, in the order in which
     * {@link #submit} would ask them; at least one. If none has the turn {@link Quote.Turn#ASKED}, a submit would fail. Nothing is
     * sent.
     *
     * @throws VideoException if no provider offers the operation, or several do and none is named
     */
    public List<Quote> quotes(GenerationRequest request) {
        return orThrow(quotes.of(request));
    }

    /**
     * Places the order: this costs money. It is sent once, and again only if it provably never left or was turned away with 429; to
     * another provider only if several are {@linkplain VideoClientBuilder#provider named}, and the one before provably took none.
     *
     * @throws VideoException above all of kind {@link FailureKind#SUBMISSION_UNKNOWN}: the order may have been accepted, so look
     *     at the vendor's console before ordering again
     */
    public Generation submit(GenerationRequest request) {
        return ordering.submit(request);
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
    public List<CompletableFuture<Generation>> submitAll(Collection<? extends GenerationRequest> requests) {
        return List.<GenerationRequest>copyOf(requests).stream() // read whole first: it is the caller's, and may throw
                .map(ordering::submitLater)
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
        TaskCanceller canceller =
                owner.canceller().orElseThrow(() -> new VideoException(AbilityText.cannotCancel(owner.id(), task)));
        CancelOutcome outcome = orThrow(following.ask(owner, task, () -> canceller.cancel(task)));
        following.tellNews(task.provider(), task.id());
        return outcome;
    }

    /**
     * Where the program's web server hands in what vendors call back.
     *
     * @throws VideoException of kind {@link FailureKind#CONFIGURATION} if the client was built without an address for callbacks
     */
    public CallbackIntake callbacks() {
        if (options.callbacks().isEmpty()) {
            throw new VideoException(AbilityText.noCallbackAddress());
        }
        return callbacks;
    }

    /**
     * Takes up a task that this or another program submitted. Nothing is asked of the vendor yet. Whoever takes up a task that is
     * followed already, and has not ended, shares its polls: each has waits of its own, and the polls are no more for it.
     */
    public Generation resume(TaskRef task) {
        return following.followOld(ownerOf(task), task);
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
        return orThrow(following.ask(owner, task, () -> owner.tracker().status(task)));
    }

    /** What is on the class path and can be used: all of it, unless others are named than those that are set up wrong. */
    public List<ProviderInfo> providers() {
        return registry.usable().stream()
                .map(provider -> new ProviderInfo(
                        provider.id(),
                        registry.origin(provider.id()),
                        selection.withKey(provider).isRight(),
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
            lanes.close();
            ordering.close();
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
        if (options.ownsTimeline() && timeline instanceof SystemTimeline own) {
            ordering.awaitSent(MAX_SUBMIT_WAIT);
            tracker.notifier().awaitIdle(LAST_WORDS);
            own.close();
        }
    }

    private VideoProvider ownerOf(TaskRef task) {
        return orThrow(
                registry.byId(task.provider()).flatMap(selection::prepared).mapLeft(each -> each.withTask(task)));
    }

    private static <T> T orThrow(Either<VideoFailure, T> answer) {
        return answer.getOrElseThrow(VideoException::new);
    }
}
