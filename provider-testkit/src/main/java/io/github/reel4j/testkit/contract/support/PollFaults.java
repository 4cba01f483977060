package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.testkit.simulator.Fault;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The faults of polls, and what each implies for the kind of the failure. */
public final class PollFaults {

    /** How long a response to a poll takes that a provider might not wait for. */
    public static final Duration SLOW = Duration.ofMillis(600);

    /** How long a second request may take to arrive after the call. */
    public static final Duration LATE = Duration.ofMillis(300);

    /**
     * A fault of a poll.
     *
     * @param kinds the kinds that the failure may have; none of them ends the task
     * @param readable whether a provider may also read the status, because the response contains it
     * @param maxRequests how many requests a poll may make; 2 for a successful response that does not name the task,
     *     because it may be the late response to another call, so that a provider may discard it and repeat its request
     */
    public record PollFault(Fault fault, Set<FailureKind> kinds, boolean readable, int maxRequests) {

        @Override
        public String toString() {
            return fault.toString();
        }
    }

    /** Statuses that do not depend on the request. */
    private static final Set<Integer> TRANSIENT = Set.of(408, 409, 423, 424, 425, 444, 460, 499);

    /** The faults that each operation is tested with. */
    public static final List<PollFault> CORE = List.of(
            transport(Fault.connectionReset()),
            transport(Fault.connectionClosed()),
            transport(Fault.html()),
            status(400),
            status(500),
            status(503),
            transport(Fault.page(404)));

    private PollFaults() {}

    /** Returns all faults. */
    public static List<PollFault> all() {
        Stream<PollFault> statuses = FaultCatalog.errorStatuses().stream()
                .filter(status -> status != 401 && status != 404 && status != 429)
                .map(PollFaults::status);
        Stream<PollFault> pages = Stream.of(400, 403, 404, 410, 500, 502, 503, 504)
                .flatMap(status -> pages(status, Stream.of(Fault.page(status), Fault.text(status))));
        Stream<PollFault> spellings =
                Stream.of(400, 404, 410).flatMap(status -> pages(status, ProxyPages.of(status).stream()));
        Stream<PollFault> bodies = Stream.of(
                        Fault.http(304),
                        Fault.emptyBody(),
                        Fault.emptyBody(404),
                        new SubmitErrorResponse(404, SubmitErrorResponse.Body.OTHER_JSON).fault(),
                        Fault.emptyBody(500),
                        Fault.errorBody(502, 404),
                        Fault.errorBody(500, 401),
                        Fault.response(204, "application/json", "").describedAs("HTTP 204 without a body"))
                .map(PollFaults::transport);
        Stream<PollFault> anonymous = Stream.of("null", "[]", "\"text\"", "{\"status\": ")
                .map(body -> new PollFault(json(body), transientKinds(), false, 2));
        // a status that is missing may count as an unknown one, which does not end a task
        Stream<PollFault> values = Stream.of(
                        FaultCatalog.withEachText("null"),
                        FaultCatalog.withEachText("[]"),
                        FaultCatalog.withEachText("{}"),
                        json("{}"))
                .map(fault -> new PollFault(fault, transientKinds(), true, 2));
        Stream<PollFault> broken = FaultCatalog.brokenConnections().stream()
                .map(fault -> new PollFault(fault, transientKinds(), FaultCatalog.isRepairable(fault), 1));
        List<Fault> truncated = FaultCatalog.truncatedBodies();
        Stream<PollFault> encodings = FaultCatalog.unusualEncodings().stream()
                .map(fault -> new PollFault(fault, transientKinds(), !truncated.contains(fault), 1));
        return Stream.of(statuses, pages, spellings, bodies, anonymous, values, broken, encodings)
                .flatMap(each -> each)
                .toList();
    }

    private static Fault json(String body) {
        return Fault.response(200, "application/json", body).describedAs("HTTP 200 with the body " + body);
    }

    private static Stream<PollFault> pages(int status, Stream<Fault> pages) {
        Set<FailureKind> kinds = status == 404 ? transientKinds() : kinds(status);
        return pages.map(page -> new PollFault(page, kinds, false, 1));
    }

    private static PollFault status(int status) {
        return new PollFault(Fault.http(status), kinds(status), false, 1);
    }

    private static PollFault transport(Fault fault) {
        return new PollFault(fault, transientKinds(), false, 1);
    }

    private static Set<FailureKind> transientKinds() {
        return EnumSet.of(FailureKind.UNAVAILABLE, FailureKind.UNEXPECTED_RESPONSE);
    }

    private static Set<FailureKind> kinds(int status) {
        Set<FailureKind> kinds = transientKinds();
        if (status < 500 && !TRANSIENT.contains(status)) {
            // the failure names the task, and core polls it again or reports it, so the task does not end
            kinds.add(FailureKind.INVALID_REQUEST);
            kinds.add(FailureKind.INCOMPATIBLE);
            kinds.add(FailureKind.UNSUPPORTED);
        }
        switch (status) {
            case 402 -> kinds.add(FailureKind.INSUFFICIENT_BALANCE);
            case 403, 451 -> kinds.addAll(EnumSet.of(FailureKind.FORBIDDEN, FailureKind.AUTHENTICATION));
            case 407 -> kinds.add(FailureKind.AUTHENTICATION);
            case 410 -> kinds.add(FailureKind.TASK_NOT_FOUND);
            default -> {}
        }
        return kinds;
    }
}
