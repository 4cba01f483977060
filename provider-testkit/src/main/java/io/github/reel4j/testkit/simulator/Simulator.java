package io.github.reel4j.testkit.simulator;

import io.github.reel4j.spi.VendorSimulator;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.http.Exchange;
import io.github.reel4j.testkit.http.LoopbackServer;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.Reply;
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
    private final Media media = new Media();
    private final TaskBook tasks;
    private final Submissions submissions = new Submissions();
    private final Map<RequestKind, Queue<Fault>> faults = new ConcurrentHashMap<>();

    Simulator(
            LoopbackServer server,
            Optional<LoopbackServer> files,
            VendorDialect dialect,
            InstantSource clock,
            Plan usual) {
        this.server = server;
        this.files = files;
        this.dialect = dialect;
        this.ledger = new Ledger(dialect.currency());
        this.tasks = new TaskBook(this::video, clock, usual, ledger);
    }

    /** Prepares an imitation of any vendor. */
    public static SimulatorBuilder speaking(VendorDialect dialect) {
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
    public VideoProviderFactory watched(VideoProviderFactory factory) {
        submissions.expect();
        return new ObservedProvider.Factory(factory, submissions);
    }

    /** What the watched providers' clients do not know of what is billed, in words; empty if they know it all, or nobody is watched. */
    public Optional<String> unknownToTheProgram() {
        return submissions.areExpected() ? BillingCheck.complaint(ledger, submissions) : Optional.empty();
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
        return dialect.documented();
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
        tasks.forget();
    }

    /**
     * Forgets all: tasks, scripts, faults to come, callbacks to come, the ledger. The port stays. A request that is on its way
     * meanwhile counts as one made afterwards.
     */
    public void reset() {
        faults.clear();
        poster.forget();
        dialect.reset();
        tasks.reset();
        ledger.reset();
        submissions.reset();
    }

    /**
     * Ends every connection, also those that a fault keeps silent.
     *
     * @throws AssertionError if the vendor bills what the clients of {@link #watched} providers do not know of
     */
    @Override
    public void close() {
        poster.close();
        server.close();
        files.ifPresent(LoopbackServer::close);
        unknownToTheProgram().ifPresent(complaint -> {
            throw new AssertionError(complaint);
        });
    }

    Simulator started() {
        server.serve((request, exchange) -> handle(
                files.isEmpty() && Media.serves(request) ? RequestKind.DOWNLOAD : dialect.kind(request),
                request,
                exchange));
        files.ifPresent(host -> host.serve((request, exchange) -> handle(RequestKind.DOWNLOAD, request, exchange)));
        return this;
    }

    private void handle(RequestKind kind, ReceivedRequest request, Exchange exchange) throws IOException {
        ledger.saw(kind, request);
        Fault fault = faults(kind).poll();
        if (fault != null) {
            boolean reached = fault.accepts() || (kind != RequestKind.SUBMIT && kind != RequestKind.CANCEL);
            Reply reply = reached ? genuine(kind, request, new Tasks(tasks, poster)) : dialect.error(503);
            fault.play(reply, dialect::error, exchange);
            return;
        }
        Tasks seen = new Tasks(tasks, poster);
        Reply reply = genuine(kind, request, seen);
        Optional<Fault> incident = kind == RequestKind.POLL && reply.status() < 400
                ? seen.asked().flatMap(tasks::incident)
                : Optional.empty();
        if (incident.isPresent()) {
            incident.get().play(reply, dialect::error, exchange);
        } else {
            exchange.send(reply);
        }
    }

    private URI video(String taskId) {
        return files.map(host -> host.origin().resolve(Media.path(taskId) + Media.SIGNATURE))
                .orElseGet(() -> server.origin().resolve(Media.path(taskId)));
    }

    private Reply file(ReceivedRequest request, Tasks seen) {
        return files.isEmpty() || Media.isSigned(request)
                ? media.answer(request, seen)
                : Reply.of(403, "text/plain", "The signature of the address is missing or altered");
    }

    private Reply genuine(RequestKind kind, ReceivedRequest request, Tasks seen) {
        Reply reply = kind == RequestKind.DOWNLOAD ? file(request, seen) : dialect.answer(request, seen);
        Refusal.of(kind, request, reply).ifPresent(ledger::refused);
        seen.postEarly();
        return reply;
    }

    private Queue<Fault> faults(RequestKind kind) {
        return faults.computeIfAbsent(kind, each -> new ConcurrentLinkedQueue<>());
    }
}
