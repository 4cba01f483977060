package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.FailureKind;
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
import io.github.reel4j.testkit.simulator.Arrival;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.validation.RequestResolver;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a test of a rule works with: the provider, its vendor, and the steps that all rules share. */
final class Bench {

    private final ProviderUnderTest subject;
    private final Outcome outcome;
    private final List<ModelSpec> models;
    private final Coverage coverage;
    private final int requestsBefore;

    Bench(ProviderUnderTest subject, Outcome outcome) {
        this.subject = subject;
        this.outcome = outcome;
        // read once, and counted apart: a provider that asks its vendor for the table fails the rule about the table
        this.models = subject.provider().models();
        this.coverage = new Coverage(subject, models, outcome);
        this.requestsBefore = seen();
    }

    ProviderUnderTest subject() {
        return subject;
    }

    VideoProvider provider() {
        return subject.provider();
    }

    /** Whether the provider's key can be read in it. */
    boolean tellsTheKey(Object spoken) {
        return !subject.secret().isEmpty() && spoken.toString().contains(subject.secret());
    }

    /** Begins now: what reaches the vendor from here on is part of it. */
    Lesson lesson(String rule, String given) {
        return new Lesson(
                WrittenContract.rule(rule), subject.factory().id().value(), given, WireLog.beginning(subject));
    }

    List<Operation> operations() {
        return coverage.operations();
    }

    /** Runs a check for each operation that is offered. */
    void eachOperation(Consumer<Operation> check) {
        coverage.eachOperation(check);
    }

    /** Runs a check with the vendor on the wire for each operation; without a wire there is nothing that could go wrong on it. */
    void eachOperationOnTheWire(BiConsumer<Operation, Simulator> check) {
        onTheWire(vendor -> coverage.eachOperation(operation -> check.accept(operation, vendor)));
    }

    /** Runs a check for each model that can be ordered. */
    void eachModel(Consumer<ModelSpec> check) {
        coverage.eachModel(check);
    }

    void eachModelOnTheWire(BiConsumer<ModelSpec, Simulator> check) {
        onTheWire(vendor -> coverage.eachModel(model -> check.accept(model, vendor)));
    }

    /** Runs a check for each model of the table, also for those that are on the price list only. */
    void eachRow(Consumer<ModelSpec> check) {
        coverage.eachRow(check);
    }

    private void onTheWire(Consumer<Simulator> checks) {
        subject.wire().ifPresentOrElse(checks, () -> refused("the provider speaks to no vendor"));
    }

    void refused(String why) {
        outcome.refusedAll(why);
    }

    /** An operation that is not offered was refused as it must be. */
    void refused(Operation operation) {
        outcome.refused(operation.word());
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

    /** The subject's order of a model's operation, which need not be one that this model takes. */
    GenerationRequest request(ModelSpec model) {
        return subject.request(model.operation());
    }

    ResolvedRequest resolved(Operation operation) {
        return resolved(coverage.plainest(operation));
    }

    /** Whether the table allows the order. */
    boolean takes(GenerationRequest request) {
        return resolve(request).isValid();
    }

    private Validation<Seq<Violation>, ResolvedRequest> resolve(GenerationRequest request) {
        return new RequestResolver(provider().id(), models).resolve(request);
    }

    ResolvedRequest resolved(GenerationRequest request) {
        return resolve(request).getOrElseGet(violations -> {
            throw new AssertionError("the suite's own order of " + request.operation() + " is refused by the table: "
                    + violations.mkString("; ")
                    + ". Values of required fields are made from the table; where that is not enough, give SimulatedProvider"
                    + " as its third argument the plainest order that your models take, by operation.");
        });
    }

    Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return provider().generator().submit(request);
    }

    /** Submits an order that nothing befalls. */
    TaskRef submitted(Lesson lesson, ResolvedRequest request) {
        TaskRef task = unthrown(lesson, () -> submit(request)).getOrElseGet(failure -> {
            throw lesson.failed("an order that nothing befalls is accepted", failure.toString());
        });
        subject.wire()
                .flatMap(vendor -> vendor.ledger().refusals().stream()
                        .filter(refusal -> refusal.status() < 300)
                        .findFirst())
                .ifPresent(remark -> {
                    throw lesson.failed("an order holds nothing that no document has", remark.reason());
                });
        return task;
    }

    TaskRef submitted(Lesson lesson, Operation operation) {
        return submitted(lesson, resolved(operation));
    }

    Either<VideoFailure, TaskStatus> poll(TaskRef task) {
        return provider().tracker().status(task);
    }

    /** An order that the vendor does not take, or not for certain; the lesson is of this order alone, which is sent once. */
    VideoFailure refusal(Lesson lesson, Operation operation, FailureKind expected) {
        Either<VideoFailure, TaskRef> answer = unthrown(lesson, () -> submit(resolved(operation)));
        requireOneSubmit(lesson);
        lesson.require(
                answer.isLeft() && answer.getLeft().kind() == expected, "it is " + expected, () -> "it is " + answer);
        return answer.getLeft();
    }

    /** Of the submits since the lesson began. */
    void requireOneSubmit(Lesson lesson) {
        List<Arrival> submits = lesson.wire().arrivals(RequestKind.SUBMIT);
        lesson.require(
                submits.size() == 1,
                "exactly 1 request may arrive: each one is billed",
                () -> submits.size() + " arrived: " + WireLog.times(submits));
    }

    /** What tasks fail with. */
    String failureCode() {
        return subject.wire().map(Simulator::failureCode).orElse("CONTENT_VIOLATION");
    }

    /** A poll that tells nothing of the task. */
    VideoFailure trouble(Lesson lesson, FailureKind expected, TaskRef task) {
        Either<VideoFailure, TaskStatus> answer = unthrown(lesson, () -> poll(task));
        lesson.require(
                answer.isLeft() && answer.getLeft().kind() == expected,
                "the poll of " + task.operation() + " is " + expected,
                () -> "it is " + answer);
        lesson.requireEqual(Optional.of(task), answer.getLeft().task(), "the failure is about the task");
        return answer.getLeft();
    }

    /** Lets each request of a poll of a task that has ended, but the first, go wrong: those that fetch its result. */
    void eachResultOnTheWire(String rule, Fault fault, BiConsumer<Lesson, TaskRef> check) {
        eachOperationOnTheWire((operation, vendor) -> {
            int requests = requestsOfAPoll(operation);
            for (int spared = 1; spared < requests; spared++) {
                Lesson lesson =
                        lesson(rule, "a task has ended, and request " + (spared + 1) + " of its poll meets: " + fault);
                TaskRef task = ended(lesson, operation);
                Stream.generate(Fault::none).limit(spared).forEach(vendor::nextPoll);
                vendor.nextPoll(fault);
                check.accept(lesson, task);
            }
        });
    }

    private int requestsOfAPoll(Operation operation) {
        Lesson lesson = lesson("RC-301", "a task that the vendor has finished");
        TaskRef task = ended(lesson, operation);
        try {
            Either<VideoFailure, TaskStatus> unused = poll(task);
        } catch (RuntimeException | Error e) {
            // that is for other rules
        }
        return lesson.wire().arrivals(RequestKind.POLL).size();
    }

    private TaskRef ended(Lesson lesson, Operation operation) {
        TaskRef task = submitted(lesson, operation);
        subject.finishTasks();
        return task;
    }

    TaskStatus status(Lesson lesson, TaskRef task) {
        return unthrown(lesson, () -> poll(task)).getOrElseGet(failure -> {
            throw lesson.failed("a poll that nothing befalls has a status", failure.toString());
        });
    }

    GeneratedVideo made(Lesson lesson, TaskRef task) {
        TaskStatus status = status(lesson, task);
        if (status instanceof TaskStatus.Succeeded succeeded) {
            return succeeded.video();
        }
        throw lesson.failed("the finished task is a success", "it is " + status);
    }

    /** Fails the lesson with what was thrown, or with null; ports give neither. */
    <T> T unthrown(Lesson lesson, Supplier<T> call) {
        T answer;
        try {
            answer = call.get();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw lesson.failed("a port answers with a value", e + " was thrown");
        }
        if (answer == null) {
            throw lesson.failed("a port answers with a value", "it answered null");
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
}
