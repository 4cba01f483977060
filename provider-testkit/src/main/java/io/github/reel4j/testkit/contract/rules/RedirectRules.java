package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.contract.support.RedirectTarget;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rules about redirects of the vendor's API: RC-205 and RC-325. */
public interface RedirectRules extends ContractRuleGroup {

    /** The query of a redirect to the same path. */
    String REDIRECTED = "again=1";

    /** A redirect of a request. */
    record Redirect(int status, String location) {

        /** Statuses that ask for the same request elsewhere. After others, the vendor may have accepted the order. */
        private static final Set<Integer> MOVED = Set.of(301, 307, 308);

        Fault fault() {
            return Fault.redirect(status, location).describedAs(toString());
        }

        Set<FailureKind> kindsOfSubmit() {
            return MOVED.contains(status)
                    ? Set.of(FailureKind.SUBMISSION_UNKNOWN, FailureKind.INCOMPATIBLE)
                    : Set.of(FailureKind.SUBMISSION_UNKNOWN);
        }

        @Override
        public String toString() {
            return "redirect " + status + " to " + location;
        }
    }

    @Test
    @DisplayName("RC-205 a redirect of a submit or a poll is not followed, and its target does not get the key")
    @Tag("fault-35")
    @Tag("fault-36")
    default void followsNoRedirect() {
        try (RedirectTarget target = RedirectTarget.start()) {
            FaultRounds rounds = new FaultRounds(context());
            rounds.each(List.of(), redirects(target), (operation, vendor, redirect) -> {
                RuleCheck check = context().ruleCheck("RC-205", "the response to an order is a " + redirect);
                vendor.nextSubmit(redirect.fault());
                Either<VideoFailure, TaskRef> result = context()
                        .callPort(check, () -> context().submit(context().resolved(operation)));
                requireOneRequest(check, RequestKind.SUBMIT, vendor, target);
                FaultRounds.requireKind(check, result, redirect.kindsOfSubmit());
                TaskRef task = context().submitted(check, operation);
                RuleCheck poll = context().ruleCheck("RC-205", "the response to a poll is a " + redirect);
                vendor.nextPoll(redirect.fault());
                Either<VideoFailure, TaskStatus> status =
                        context().callPort(poll, () -> context().poll(task));
                requireOneRequest(poll, RequestKind.POLL, vendor, target);
                check.require(status.isLeft(), "the poll fails", () -> "it is " + status);
            });
        }
    }

    @Test
    @DisplayName("RC-325 a redirect of a cancel is not followed, and confirms nothing")
    default void followsNoRedirectOfCancels() {
        Optional<TaskCanceller> canceller = context().provider().canceller();
        if (canceller.isEmpty()) {
            context().notApplicable("the provider has no canceller");
            return;
        }
        try (RedirectTarget target = RedirectTarget.start()) {
            FaultRounds rounds = new FaultRounds(context());
            rounds.each(List.of(), redirects(target), (operation, vendor, redirect) -> {
                vendor.nextTask().queued(Duration.ofMinutes(5));
                TaskRef task = context().submitted(context().ruleCheck("RC-325", "an order"), operation);
                RuleCheck check = context().ruleCheck("RC-325", "the response to a cancel is a " + redirect);
                vendor.nextCancel(redirect.fault());
                Either<VideoFailure, CancelOutcome> result =
                        context().callPort(check, () -> canceller.get().cancel(task));
                requireOneRequest(check, RequestKind.CANCEL, vendor, target);
                VideoFailure unused = FaultRounds.requireTask(check, result, task);
            });
        }
    }

    /** Returns redirects to another server, to the same one, and without a target. */
    private static List<Redirect> redirects(RedirectTarget target) {
        return FaultCatalog.redirects().stream()
                .flatMap(status -> Stream.of(target.url(), "/elsewhere", "elsewhere?a=b", "?" + REDIRECTED)
                        .map(location -> new Redirect(status, location)))
                .toList();
    }

    private void requireOneRequest(RuleCheck check, RequestKind kind, Simulator vendor, RedirectTarget target) {
        check.requireEqual(0, target.requests(), "the number of requests that reach the other server");
        // an adapter may fetch a token before its request, and poll before or after a cancel
        long requests = check.wire().arrivals().stream()
                .filter(each -> each.kind() == kind || each.kind() != RequestKind.POLL || isRedirected(each))
                .dropWhile(each -> each.kind() == RequestKind.OTHER)
                .count();
        check.require(
                requests == 1,
                "exactly 1 request arrives at the vendor",
                () -> requests + " arrived: " + vendor.baseUrl());
    }

    private static boolean isRedirected(RecordedRequest request) {
        return request.request().target().contains(REDIRECTED);
    }
}
