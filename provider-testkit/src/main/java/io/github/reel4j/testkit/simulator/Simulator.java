package io.github.reel4j.testkit.simulator;

import io.github.reel4j.spi.VendorSimulator;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.http.LoopbackServer;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerExchange;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A running imitation of one vendor. Each has its own port, tasks, ledger and faults; any number run side by side. Thread-safe.
 *
 * @see PixazoSimulator
 * @see ApixoSimulator
 */
public final class Simulator implements VendorSimulator {

    private final LoopbackServer server;
    private final Optional<LoopbackServer> files;
    private final VendorDialect dialect;
    private final CallbackPoster poster = new CallbackPoster();
    private final Ledger ledger;
    private final MediaServer media = new MediaServer();
    private final TaskRepository tasks;
    private final Submissions submissions = new Submissions();
    private final Map<RequestKind, Queue<Fault>> faults = new ConcurrentHashMap<>();

    Simulator(
            LoopbackServer server,
            Optional<LoopbackServer> files,
            VendorDialect dialect,
            InstantSource clock,
            TaskPlan defaultValue) {
        this.server = server;
        this.files = files;
        this.dialect = dialect;
        this.ledger = new Ledger(dialect.currency());
        this.tasks = new TaskRepository(this::video, clock, defaultValue, ledger);
    }

    /** Prepares an imitation of any vendor. */
    public static SimulatorBuilder withDialect(VendorDialect dialect) {
        return new SimulatorBuilder(dialect);
    }

    @Override
    public URI baseUrl() {
        return server.origin().resolve(dialect.basePath());
    }

    /** What was ordered and what else reached the vendor. */
    public Ledger ledger() {
        return ledger;
    }

    /**
     * The same provider, but that every order it sends is compared with the ledger. {@link #close} then fails unless a client of
     * this provider knows of everything that is billed, and sent nothing again that may be; so all orders should come through it.
     */
    public VideoProviderFactory observed(VideoProviderFactory factory) {
        submissions.expect();
        return new ObservedProvider.Factory(factory, submissions);
    }

    /** What the watched providers' clients do not know of what is billed, in words; empty if they know it all, or nobody is watched. */
    public Optional<String> unreportedOrders() {
        return submissions.areExpected() ? BillingCheck.violation(ledger, submissions) : Optional.empty();
    }

    /** Writes the script of the next accepted task; called twice, of the next two. */
    public TaskScript nextTask() {
        return tasks.nextTask();
    }

    /** Lets the next submit go wrong; called twice, the next two, in this order. */
    public void nextSubmit(Fault fault) {
        faults(RequestKind.SUBMIT).add(fault);
    }

    /** Lets the next status request go wrong; called twice, the next two, in this order. */
    public void nextPoll(Fault fault) {
        faults(RequestKind.POLL).add(fault);
    }

    /** Lets the next request to stop a task go wrong; called twice, the next two, in this order. */
    public void nextCancel(Fault fault) {
        faults(RequestKind.CANCEL).add(fault);
    }

    /** Lets the next request for a file go wrong; called twice, the next two, in this order. */
    public void nextDownload(Fault fault) {
        faults(RequestKind.DOWNLOAD).add(fault);
    }

    /** What the vendor's documents show, to compare a refused request with; empty if the dialect does not tell. */
    public List<DocumentedRequest> documented() {
        return dialect.documentedRequests();
    }

    /** See {@link VendorDialect#unexplainedStatus}. */
    public String unexplainedStatus() {
        return dialect.unexplainedStatus();
    }

    /** See {@link VendorDialect#failureCode}. */
    public String failureCode() {
        return dialect.failureCode();
    }

    /** Forgets every task, as vendors do after a time that none documents; what was ordered stays on the ledger. */
    public void forgetTasks() {
        tasks.clear();
    }

    /**
     * Forgets all: tasks, scripts, faults to come, callbacks to come, the ledger. The port stays. A request that is on its way
     * meanwhile counts as one made afterwards.
     */
    public void reset() {
        faults.clear();
        poster.clear();
        dialect.reset();
        tasks.reset();
        ledger.reset();
        submissions.reset();
    }

    /**
     * Ends every connection, also those that a fault keeps silent.
     *
     * @throws AssertionError if the vendor bills what the clients of {@link #observed} providers do not know of
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

    private void handle(RequestKind kind, ReceivedRequest request, ServerExchange exchange) throws IOException {
        ledger.recordRequest(kind, request);
        Fault fault = faults(kind).poll();
        if (fault != null) {
            boolean reached = fault.accepts() || (kind != RequestKind.SUBMIT && kind != RequestKind.CANCEL);
            ServerResponse response = reached
                    ? normalResponse(kind, request, new TaskOperations(tasks, poster))
                    : dialect.errorResponse(503);
            fault.play(response, dialect::errorResponse, exchange);
            return;
        }
        TaskOperations seen = new TaskOperations(tasks, poster);
        ServerResponse response = normalResponse(kind, request, seen);
        Optional<Fault> incident = kind == RequestKind.POLL && response.status() < 400
                ? seen.polledTask().flatMap(tasks::dueFault)
                : Optional.empty();
        if (incident.isPresent()) {
            incident.get().play(response, dialect::errorResponse, exchange);
        } else {
            exchange.send(response);
        }
    }

    private URI video(String taskId) {
        return files.map(host -> host.origin().resolve(MediaServer.path(taskId) + MediaServer.SIGNATURE))
                .orElseGet(() -> server.origin().resolve(MediaServer.path(taskId)));
    }

    private ServerResponse file(ReceivedRequest request, TaskOperations seen) {
        return files.isEmpty() || MediaServer.isSigned(request)
                ? media.respond(request, seen)
                : ServerResponse.of(403, "text/plain", "The signature of the address is missing or altered");
    }

    private ServerResponse normalResponse(RequestKind kind, ReceivedRequest request, TaskOperations seen) {
        ServerResponse response = kind == RequestKind.DOWNLOAD ? file(request, seen) : dialect.respond(request, seen);
        RejectedRequest.of(kind, request, response).ifPresent(ledger::recordRejection);
        seen.postEarly();
        return response;
    }

    private Queue<Fault> faults(RequestKind kind) {
        return faults.computeIfAbsent(kind, each -> new ConcurrentLinkedQueue<>());
    }
}
