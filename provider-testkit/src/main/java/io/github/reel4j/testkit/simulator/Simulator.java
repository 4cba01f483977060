package io.github.reel4j.testkit.simulator;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import io.github.reel4j.testkit.http.server.ServerResponseWriter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A simulator of one vendor: an HTTP server on loopback that validates orders, records them in a {@link Ledger}, lets
 * tasks progress and serves their videos. Tests script its tasks and faults.
 *
 * <p>Each simulator has its own port, tasks, ledger and faults; any number of them run side by side. Thread-safe.
 */
public final class Simulator implements VendorSimulator {

    private final LoopbackServer server;
    private final Optional<LoopbackServer> files;
    private final VendorDialect dialect;
    private final CallbackPoster poster = new CallbackPoster();
    private final Ledger ledger;
    private final MediaServer media = new MediaServer();
    private final TaskRepository tasks;
    private final SubmitResultRecorder submissions = new SubmitResultRecorder();
    private final Map<RequestKind, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<RequestKind, UnaryOperator<ServerResponse>> changes = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final AtomicInteger startSubscriptions = new AtomicInteger();
    private final Set<RateLimit> rateLimits = ConcurrentHashMap.newKeySet();
    private volatile AppliedLimits appliedLimits = AppliedLimits.NONE;

    Simulator(
            LoopbackServer server,
            Optional<LoopbackServer> files,
            VendorDialect dialect,
            InstantSource clock,
            TaskPlan defaultValue) {
        this.server = server;
        this.files = files;
        this.dialect = dialect;
        this.clock = clock;
        this.ledger = new Ledger(dialect.currency());
        this.tasks = new TaskRepository(this::video, clock, defaultValue, ledger, dialect.reportsCancelled());
    }

    /**
     * Returns a builder of a simulator that speaks {@code dialect}. The vendors of reel4j have builders of their own,
     * for example {@code PixazoSimulator.builder()}.
     *
     * @param dialect serves this simulator only
     */
    public static SimulatorBuilder withDialect(VendorDialect dialect) {
        return new SimulatorBuilder(dialect);
    }

    @Override
    public URI baseUrl() {
        return server.origin().resolve(dialect.basePath());
    }

    /** Returns the record of all requests that reached the vendor and all orders that it bills. */
    public Ledger ledger() {
        return ledger;
    }

    /**
     * Returns a factory of the same provider whose submits are compared with the ledger. {@link #close} then fails if
     * the vendor bills an order that the provider did not report, or if an order was sent again although it may have
     * been billed. All orders to this simulator should therefore go through the returned factory.
     */
    public VideoProviderFactory observed(VideoProviderFactory factory) {
        submissions.expect();
        return new ObservedProvider.Factory(factory, submissions);
    }

    /**
     * Allows that the program submits an order again, whatever its first result was. For tests of a provider that
     * repeat orders on purpose.
     */
    public void allowRepeatedOrders() {
        submissions.allowRepeats();
    }

    /**
     * Requires until the next {@link #reset} that all orders go through {@link #observed} providers, also if none has
     * submitted an order since the last one.
     */
    public void requireObserved() {
        submissions.expect();
    }

    /**
     * Describes the orders that the vendor bills but the {@link #observed} providers did not report.
     *
     * @return empty if every order was reported, or if no provider is observed
     */
    public Optional<String> unreportedOrders() {
        return submissions.areExpected() ? BillingCheck.violation(ledger, submissions) : Optional.empty();
    }

    /** Returns a new script for the next accepted task. Several calls script as many tasks, in this order. */
    public TaskScript nextTask() {
        return tasks.nextTask();
    }

    /** Plays {@code fault} at the next submit. Several calls affect as many submits, in this order. */
    public void nextSubmit(Fault fault) {
        faults(RequestKind.SUBMIT).add(fault);
    }

    /** Plays {@code fault} at the next poll. Several calls affect as many polls, in this order. */
    public void nextPoll(Fault fault) {
        faults(RequestKind.POLL).add(fault);
    }

    /** Plays {@code fault} at the next cancel request. Several calls affect as many requests, in this order. */
    public void nextCancel(Fault fault) {
        faults(RequestKind.CANCEL).add(fault);
    }

    /** Plays {@code fault} at the next upload. Several calls affect as many uploads, in this order. */
    public void nextUpload(Fault fault) {
        faults(RequestKind.UPLOAD).add(fault);
    }

    /** Plays {@code fault} at the next download. Several calls affect as many downloads, in this order. */
    public void nextDownload(Fault fault) {
        faults(RequestKind.DOWNLOAD).add(fault);
    }

    /**
     * Changes every response to requests of {@code kind} before it is sent, until the next call for this kind or the
     * next {@link #reset}. A fault receives the changed response.
     */
    public void changeResponses(RequestKind kind, UnaryOperator<ServerResponse> change) {
        changes.put(kind, change);
    }

    /** Returns the number of connections that clients have open to this vendor and its file host. */
    public int openConnections() {
        return server.openConnections()
                + files.map(LoopbackServer::openConnections).orElse(0);
    }

    /** Returns the clock of the tasks if it is a manual one. */
    public Optional<ManualClock> manualClock() {
        return clock instanceof ManualClock manual ? Optional.of(manual) : Optional.empty();
    }

    /** Discards the faults that no request has met yet. */
    public void discardFaults() {
        faults.clear();
    }

    /** Returns the normal response to a poll, which is not recorded. */
    public ServerResponse responseTo(ReceivedRequest poll) {
        return dialect.respond(poll, new DialectTaskOperations(tasks, poster));
    }

    /** Returns the requests that the vendor's documents show; empty if the dialect provides none. */
    public List<DocumentedRequest> documented() {
        return dialect.documentedRequests();
    }

    /** Returns {@link VendorDialect#unexplainedStatus}. */
    public String unexplainedStatus() {
        return dialect.unexplainedStatus();
    }

    /** Returns {@link VendorDialect#reportsCancelled}. */
    public boolean reportsCancelled() {
        return dialect.reportsCancelled();
    }

    /** Returns {@link VendorDialect#reportsQueuePosition}. */
    public boolean reportsQueuePosition() {
        return dialect.reportsQueuePosition();
    }

    /** Returns {@link VendorDialect#cancelsRunningTasks}. */
    public boolean cancelsRunningTasks() {
        return dialect.cancelsRunningTasks();
    }

    /** Returns {@link VendorDialect#distinguishesQueuedTasks}. */
    public boolean distinguishesQueuedTasks() {
        return dialect.distinguishesQueuedTasks();
    }

    /** Returns {@link VendorDialect#billingOfCancel}. */
    public Optional<BillingStatus> billingOfCancel(TaskSnapshot.Phase before) {
        return dialect.billingOfCancel(before);
    }

    /** Returns {@link VendorDialect#codedRejections}. */
    public List<CodedRejection> codedRejections() {
        return dialect.codedRejections();
    }

    /** Returns {@link VendorDialect#pollsNameTheTask}. */
    public boolean pollsNameTheTask() {
        return dialect.pollsNameTheTask();
    }

    /** Returns {@link VendorDialect#videoUrlLifetime}. */
    public Optional<Duration> videoUrlLifetime() {
        return dialect.videoUrlLifetime();
    }

    /** Calls {@link VendorDialect#rotateSigningKey}. */
    public boolean rotateSigningKey() {
        return dialect.rotateSigningKey();
    }

    /** Returns {@link VendorDialect#authenticates}. */
    public boolean authenticates(ReceivedRequest request, String apiKey) {
        return dialect.authenticates(request, apiKey);
    }

    /** Returns {@link VendorDialect#requiresHttpsCallbacks}. */
    public boolean requiresHttpsCallbacks() {
        return dialect.requiresHttpsCallbacks();
    }

    /** Returns {@link VendorDialect#postsCallback}. */
    public boolean postsCallback(TaskSnapshot.Phase phase) {
        return dialect.postsCallback(phase);
    }

    /** Returns {@link VendorDialect#signsHeader}. */
    public boolean signsHeader(String name) {
        return dialect.signsHeader(name.toLowerCase(Locale.ROOT));
    }

    /** Returns {@link VendorDialect#signedCallback}. */
    public Optional<CallbackMessage> signedCallback(String body, Instant time) {
        return dialect.signedCallback(body, time);
    }

    /** Returns {@link VendorDialect#callbackTolerance}. */
    public Optional<Duration> callbackTolerance(ReceivedCallback callback) {
        return dialect.callbackTolerance(callback);
    }

    /** Returns {@link VendorDialect#errorResponse}. */
    public ServerResponse errorResponse(int status) {
        return dialect.errorResponse(status);
    }

    /**
     * Posts callbacks for one origin to another, so that tests can order with URLs that are not on loopback.
     *
     * @param origin scheme, host and port of callback URLs, for example {@code https://callbacks.example}
     * @param server scheme, host and port of a server on loopback
     */
    public void routeCallbacks(URI origin, URI server) {
        poster.route(origin, server);
    }

    /** Returns {@link VendorDialect#failureCode}. */
    public String failureCode() {
        return dialect.failureCode();
    }

    /** Returns the limits that the dialect applied to the latest submit. */
    public AppliedLimits appliedLimits() {
        return appliedLimits;
    }

    /** Returns the number of orders that wanted {@link DialectTaskOperations#postWhenStarted}. */
    public int startSubscriptions() {
        return startSubscriptions.get();
    }

    /**
     * Resets each {@link RateLimit} that the dialect has asked so far, as if its window had passed. Tasks and the clock
     * stay as they are.
     */
    public void resetRateLimits() {
        rateLimits.forEach(RateLimit::reset);
    }

    /** Forgets every task, as vendors do after an undocumented time. Orders stay in the ledger. */
    public void forgetTasks() {
        tasks.clear();
    }

    /**
     * Clears tasks, scripts, pending faults, pending callbacks and the ledger, and keeps the port. A request that is in
     * flight counts as one made after the reset.
     */
    public void reset() {
        faults.clear();
        changes.clear();
        poster.clear();
        dialect.reset();
        tasks.reset();
        ledger.reset();
        submissions.reset();
    }

    /**
     * Stops the server and closes every connection, including those that a fault keeps silent.
     *
     * @throws AssertionError if {@link #unreportedOrders} is not empty
     */
    @Override
    public void close() {
        poster.close();
        server.close();
        files.ifPresent(LoopbackServer::close);
        unreportedOrders().ifPresent(violation -> {
            throw new AssertionError(violation);
        });
    }

    Simulator started() {
        server.serve((request, exchange) -> handle(
                files.isEmpty() && MediaServer.handles(request) ? RequestKind.DOWNLOAD : dialect.kind(request),
                request,
                exchange));
        files.ifPresent(host -> host.serve((request, exchange) -> handle(RequestKind.DOWNLOAD, request, exchange)));
        return this;
    }

    private void handle(RequestKind kind, ReceivedRequest request, ServerResponseWriter exchange) throws IOException {
        ledger.recordRequest(kind, request);
        Fault fault = faults(kind).poll();
        if (fault != null) {
            boolean reached = fault.accepts() || (kind != RequestKind.SUBMIT && kind != RequestKind.CANCEL);
            ServerResponse response = reached
                    ? normalResponse(kind, request, new DialectTaskOperations(tasks, poster))
                    : dialect.errorResponse(503);
            fault.play(new FaultContext(response, ordered(kind, response), dialect), exchange);
            return;
        }
        DialectTaskOperations seen = new DialectTaskOperations(tasks, poster);
        ServerResponse response = normalResponse(kind, request, seen);
        Optional<Fault> incident = kind == RequestKind.POLL && response.status() < 400
                ? seen.polledTask().flatMap(tasks::dueFault)
                : Optional.empty();
        if (incident.isPresent()) {
            incident.get().play(new FaultContext(response, "", dialect), exchange);
        } else {
            WireBehavior.whole(response, exchange);
        }
    }

    /** Returns the id of the task that a submit has just ordered; empty if it has ordered none. */
    private String ordered(RequestKind kind, ServerResponse response) {
        List<BilledOrder> orders = ledger.orders();
        return kind != RequestKind.SUBMIT || response.status() >= 300 || orders.isEmpty()
                ? ""
                : orders.get(orders.size() - 1).taskId();
    }

    private URI video(String taskId) {
        return files.map(host -> host.origin().resolve(MediaServer.path(taskId) + MediaServer.SIGNATURE))
                .orElseGet(() -> server.origin().resolve(MediaServer.path(taskId)));
    }

    private ServerResponse file(ReceivedRequest request, DialectTaskOperations seen) {
        return files.isEmpty() || MediaServer.isSigned(request)
                ? media.respond(request, seen)
                : ServerResponse.of(403, "text/plain", "The signature of the URL is missing or wrong");
    }

    private ServerResponse normalResponse(RequestKind kind, ReceivedRequest request, DialectTaskOperations seen) {
        RateLimit.APPLIED.remove();
        RateLimit.CHECKED.remove();
        ServerResponse response = kind == RequestKind.DOWNLOAD ? file(request, seen) : dialect.respond(request, seen);
        rateLimits.addAll(RateLimit.CHECKED.get());
        if (seen.isSubscribedToStart()) {
            startSubscriptions.incrementAndGet();
        }
        if (kind == RequestKind.SUBMIT) {
            appliedLimits = RateLimit.APPLIED.get();
        }
        RejectedRequest.of(kind, request, response).ifPresent(ledger::recordRejection);
        seen.postEarly();
        return changes.getOrDefault(kind, UnaryOperator.identity()).apply(response);
    }

    private Queue<Fault> faults(RequestKind kind) {
        return faults.computeIfAbsent(kind, each -> new ConcurrentLinkedQueue<>());
    }
}
