package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.validation.RequestResolver;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a test of a rule works with: the provider, its vendor, and the steps that all rules share. */
final class Bench {

    private final ProviderUnderTest subject;
    private final ContractReport.Entry entry;
    private final List<ModelSpec> models;
    private final int requestsBefore;

    Bench(ProviderUnderTest subject, ContractReport.Entry entry) {
        this.subject = subject;
        this.entry = entry;
        // read once, and counted apart: a provider that asks its vendor for the table fails the rule about the table
        this.models = subject.provider().models();
        this.requestsBefore = seen();
    }

    ProviderUnderTest subject() {
        return subject;
    }

    VideoProvider provider() {
        return subject.provider();
    }

    Lesson lesson(String rule, String given) {
        return new Lesson(WrittenContract.rule(rule), subject.factory().id().value(), given);
    }

    List<Operation> operations() {
        return models.stream()
                .filter(model -> model.standing() != ModelSpec.Standing.PRICED_ONLY)
                .map(ModelSpec::operation)
                .distinct()
                .toList();
    }

    /** Runs a check for each operation that is offered. */
    void eachOperation(Consumer<Operation> check) {
        operations().forEach(operation -> {
            entry.covers(operation.word());
            check.accept(operation);
        });
    }

    /** Runs a check with the vendor on the wire for each operation; without a wire there is nothing that could go wrong on it. */
    void eachOperationOnTheWire(BiConsumer<Operation, Simulator> check) {
        subject.wire()
                .ifPresentOrElse(
                        vendor -> eachOperation(operation -> check.accept(operation, vendor)),
                        () -> entry.refused("the provider speaks to no vendor"));
    }

    void refused(String why) {
        entry.refused(why);
    }

    /** The requests that the vendor saw since the test began. */
    int requests() {
        return seen() - requestsBefore;
    }

    private int seen() {
        return subject.wire().map(vendor -> vendor.ledger().requests().size()).orElse(0);
    }

    List<ModelSpec> models() {
        return models;
    }

    ResolvedRequest resolved(Operation operation) {
        return resolved(subject.request(operation));
    }

    ResolvedRequest resolved(GenerationRequest request) {
        Validation<Seq<Violation>, ResolvedRequest> resolved =
                new RequestResolver(provider().id(), models).resolve(request);
        return resolved.getOrElseGet(violations -> {
            throw new AssertionError("the suite's own order is refused: " + violations
                    + ". Give SimulatedProvider orders that set what your models require.");
        });
    }

    Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return provider().generator().submit(request);
    }

    /** Submits an order that nothing befalls. */
    TaskRef submitted(Lesson lesson, ResolvedRequest request) {
        return unthrown(lesson, () -> submit(request)).getOrElseGet(failure -> {
            throw lesson.failed("an order that nothing befalls is accepted", failure + "\n" + exchange());
        });
    }

    TaskRef submitted(Lesson lesson, Operation operation) {
        return submitted(lesson, resolved(operation));
    }

    Either<VideoFailure, TaskStatus> poll(TaskRef task) {
        return provider().tracker().status(task);
    }

    TaskStatus status(Lesson lesson, TaskRef task) {
        return unthrown(lesson, () -> poll(task)).getOrElseGet(failure -> {
            throw lesson.failed("a poll that nothing befalls has a status", failure + "\n" + exchange());
        });
    }

    GeneratedVideo made(Lesson lesson, TaskRef task) {
        TaskStatus status = status(lesson, task);
        if (status instanceof TaskStatus.Succeeded succeeded) {
            return succeeded.video();
        }
        throw lesson.failed("the finished task is a success", "it is " + status + "\n" + exchange());
    }

    /** Fails the lesson with what was thrown, or with null; ports give neither. */
    <T> T unthrown(Lesson lesson, Supplier<T> call) {
        T answer;
        try {
            answer = call.get();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw lesson.failed("a port answers with a value", e + " was thrown\n" + exchange());
        }
        if (answer == null) {
            throw lesson.failed("a port answers with a value", "it answered null\n" + exchange());
        }
        return answer;
    }

    /** A date is to the second, so the wait until then may be a fraction off. */
    void requireWait(Lesson lesson, VideoFailure failure) {
        lesson.require(
                failure.retryAfter()
                        .filter(wait -> wait.minusSeconds(90).abs().compareTo(Duration.ofSeconds(1)) <= 0)
                        .isPresent(),
                "the failure says to wait 90 s, though the JVM is set to "
                        + TimeZone.getDefault().getID() + " and " + Locale.getDefault(),
                () -> "it says " + failure.retryAfter());
    }

    /** What went over the wire, for the lesson. */
    String exchange() {
        return subject.wire()
                .map(vendor -> vendor.ledger().requests().stream()
                        .map(ReceivedRequest::toString)
                        .collect(Collectors.joining("\n", "the vendor saw:\n", "")))
                .orElse("");
    }
}
