package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** All wrong providers, and factory methods for most of them. */
final class WrongBehaviors {

    private WrongBehaviors() {}

    static List<ContractMutant> all() {
        return Stream.of(
                        ModelTableMutants.all(),
                        OrderMutants.all(),
                        OrderValueMutants.all(),
                        SubmitMutants.all(),
                        RejectionMutants.all(),
                        PollMutants.all(),
                        CancelMutants.all(),
                        CancelOutcomeMutants.all(),
                        CallbackMutants.all(),
                        StatusMutants.all(),
                        FollowingMutants.all(),
                        FactMutants.all(),
                        FileMutants.all(),
                        InterruptMutants.all(),
                        ClosingMutants.all(),
                        DownloadMutants.all(),
                        MessageMutants.all(),
                        PricingMutants.all(),
                        EstimateMutants.all(),
                        PreviewMutants.all(),
                        TableMutants.all(),
                        MachineMutants.all(),
                        ParallelOrderMutants.all(),
                        ThreadingMutants.all(),
                        UploadMutants.all(),
                        FaultySubmitMutants.all(),
                        FaultyPollMutants.all(),
                        FaultyDownloadMutants.all(),
                        FaultyMessageMutants.all(),
                        KeyMutants.all(),
                        LeakMutants.all(),
                        OrderKindMutants.all(),
                        RepeatedUseMutants.all(),
                        SignatureMutants.all(),
                        FollowedPollMutants.all(),
                        StatedFactMutants.all(),
                        FaultyCallMutants.all(),
                        FollowedCancelMutants.all(),
                        LaterCallMutants.all(),
                        RareResponseMutants.all(),
                        BorderCaseMutants.all(),
                        BorderFileMutants.all(),
                        GatewayMutants.all(),
                        SharedStateMutants.all(),
                        ResponseFormMutants.all(),
                        CallbackTimeMutants.all(),
                        InstanceStateMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    static ContractMutant wrong(String rule, String name, ContractMutant.Recipe recipe) {
        return new ContractMutant(name, Set.of(rule), AcmeStyle.defaultStyle(), recipe);
    }

    /** Returns a mutant that inevitably breaks several rules. */
    static ContractMutant wrong(Set<String> rules, String name, ContractMutant.Recipe recipe) {
        return new ContractMutant(name, rules, AcmeStyle.defaultStyle(), recipe);
    }

    static ContractMutant submit(
            String rule, String name, BiFunction<VideoGenerator, ResolvedRequest, Either<VideoFailure, TaskRef>> port) {
        return wrong(rule, name, (right, config) -> right.generator(request -> port.apply(right.generator(), request)));
    }

    /** Returns a mutant that changes some failures of submits. */
    static ContractMutant rejection(
            String rule, String name, Predicate<VideoFailure> when, UnaryOperator<VideoFailure> exchange) {
        return submit(
                rule,
                name,
                (right, request) -> right.submit(request)
                        .mapLeft(failure -> when.test(failure) ? exchange.apply(failure) : failure));
    }

    /** Returns a mutant that changes some failures of submits and inevitably breaks several rules. */
    static ContractMutant rejection(
            Set<String> rules, String name, Predicate<VideoFailure> when, UnaryOperator<VideoFailure> exchange) {
        return submit(
                rules,
                name,
                (right, request) -> right.submit(request)
                        .mapLeft(failure -> when.test(failure) ? exchange.apply(failure) : failure));
    }

    static ContractMutant submit(
            Set<String> rules,
            String name,
            BiFunction<VideoGenerator, ResolvedRequest, Either<VideoFailure, TaskRef>> port) {
        return wrong(
                rules, name, (right, config) -> right.generator(request -> port.apply(right.generator(), request)));
    }

    /** Returns a mutant that sends some submits again. */
    static ContractMutant resend(String rule, String name, Predicate<VideoFailure> when) {
        return submit(rule, name, (right, request) -> {
            Either<VideoFailure, TaskRef> first = right.submit(request);
            return first.isLeft() && when.test(first.getLeft()) ? right.submit(request) : first;
        });
    }

    /** Returns a mutant that changes the results of polls. */
    static ContractMutant poll(
            String rule,
            String name,
            BiFunction<TaskRef, Either<VideoFailure, TaskStatus>, Either<VideoFailure, TaskStatus>> result) {
        return wrong(
                rule,
                name,
                (right, config) ->
                        right.tracker(task -> result.apply(task, right.tracker().status(task))));
    }

    /** Returns a mutant that changes some failures of polls. */
    static ContractMutant failure(
            String rule, String name, Predicate<VideoFailure> when, UnaryOperator<VideoFailure> exchange) {
        return poll(
                rule,
                name,
                (task, result) -> result.mapLeft(failure -> when.test(failure) ? exchange.apply(failure) : failure));
    }

    /** Returns a mutant that changes some statuses. */
    static ContractMutant status(String rule, String name, UnaryOperator<TaskStatus> exchange) {
        return poll(rule, name, (task, result) -> result.map(exchange));
    }

    static UnaryOperator<VideoFailure> as(FailureKind kind) {
        return failure -> VideoFailure.builder().from(failure).kind(kind).build();
    }

    static Predicate<VideoFailure> kind(FailureKind kind) {
        return failure -> failure.kind() == kind;
    }

    /** Matches failures of responses with this HTTP status. */
    static Predicate<VideoFailure> http(int status) {
        return says("responded with " + status);
    }

    /** Matches failures of responses with this HTTP status that name no task. */
    static Predicate<VideoFailure> httpWithoutTask(int status) {
        return http(status).and(failure -> failure.task().isEmpty());
    }

    static Predicate<VideoFailure> says(String text) {
        return failure -> failure.message().contains(text);
    }

    /** Matches failures whose raw response starts with {@code start}. */
    static Predicate<VideoFailure> responded(String start) {
        return failure -> failure.rawResponse().orElse("").startsWith(start);
    }

    static TaskRef withId(ResolvedRequest request, String id) {
        return new TaskRef(request.provider(), request.operation(), "jobs", id, request.fingerprint(), Instant.EPOCH);
    }
}
