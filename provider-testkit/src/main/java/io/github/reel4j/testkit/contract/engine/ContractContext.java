package io.github.reel4j.testkit.contract.engine;

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
import io.github.reel4j.testkit.contract.ProviderUnderTest;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
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
public final class ContractContext {

    private final ProviderUnderTest subject;
    private final RuleResult result;
    private final List<ModelSpec> models;
    private final OperationMatrix matrix;
    private final int requestsBefore;

    public ContractContext(ProviderUnderTest subject, RuleResult result) {
        this.subject = subject;
        this.result = result;
        // read once, and counted apart: a provider that asks its vendor for the table fails the rule about the table
        this.models = subject.provider().models();
        this.matrix = new OperationMatrix(subject, models, result);
        this.requestsBefore = requestCount();
    }

    public ProviderUnderTest subject() {
        return subject;
    }

    public VideoProvider provider() {
        return subject.provider();
    }

    /** Whether the provider's key can be read in it. */
    public boolean containsKey(Object spoken) {
        return !subject.secret().isEmpty() && spoken.toString().contains(subject.secret());
    }

    /** Begins now: what reaches the vendor from here on is part of it. */
    public RuleCheck ruleCheck(String rule, String given) {
        return new RuleCheck(
                ContractDocument.rule(rule), subject.factory().id().value(), given, WireLog.startingNow(subject));
    }

    public List<Operation> operations() {
        return matrix.operations();
    }

    /** Runs a check for each operation that is offered. */
    public void eachOperation(Consumer<Operation> check) {
        matrix.eachOperation(check);
    }

    /** Runs a check with the vendor on the wire for each operation; without a wire there is nothing that could go wrong on it. */
    public void eachOperationOnTheWire(BiConsumer<Operation, Simulator> check) {
        onTheWire(vendor -> matrix.eachOperation(operation -> check.accept(operation, vendor)));
    }

    /** Runs a check for each model that can be ordered. */
    public void eachModel(Consumer<ModelSpec> check) {
        matrix.eachModel(check);
    }

    public void eachModelOnTheWire(BiConsumer<ModelSpec, Simulator> check) {
        onTheWire(vendor -> matrix.eachModel(model -> check.accept(model, vendor)));
    }

    /** Runs a check for each model of the table, also for those that are on the price list only. */
    public void eachListedModel(Consumer<ModelSpec> check) {
        matrix.eachListedModel(check);
    }

    private void onTheWire(Consumer<Simulator> checks) {
        subject.wire().ifPresentOrElse(checks, () -> notApplicable("the provider speaks to no vendor"));
    }

    public void notApplicable(String why) {
        result.allNotApplicable(why);
    }

    /** An operation that is not offered was refused as it must be. */
    public void notApplicable(Operation operation) {
        result.notApplicable(operation.id());
    }

    /** The requests that the vendor saw since the test began. */
    public int requests() {
        return requestCount() - requestsBefore;
    }

    private int requestCount() {
        return subject.wire().map(vendor -> vendor.ledger().requests().size()).orElse(0);
    }

    public List<ModelSpec> models() {
        return models;
    }

    /** The subject's order of a model's operation, which need not be one that this model takes. */
    public GenerationRequest request(ModelSpec model) {
        return subject.request(model.operation());
    }

    public ResolvedRequest resolved(Operation operation) {
        return resolved(matrix.minimalRequest(operation));
    }

    /** Whether the table allows the order. */
    public boolean isOrderable(GenerationRequest request) {
        return resolve(request).isValid();
    }

    private Validation<Seq<Violation>, ResolvedRequest> resolve(GenerationRequest request) {
        return new RequestResolver(provider().id(), models).resolve(request);
    }

    public ResolvedRequest resolved(GenerationRequest request) {
        return resolve(request).getOrElseGet(violations -> {
            throw new AssertionError("the suite's own order of " + request.operation() + " is refused by the table: "
                    + violations.mkString("; ")
                    + ". Values of required fields are made from the table; where that is not enough, give SimulatedProvider"
                    + " as its third argument the plainest order that your models take, by operation.");
        });
    }

    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return provider().generator().submit(request);
    }

    /** Submits an order that nothing befalls. */
    public TaskRef submitted(RuleCheck check, ResolvedRequest request) {
        TaskRef task = callPort(check, () -> submit(request)).getOrElseGet(failure -> {
            throw check.failed("an order that nothing befalls is accepted", failure.toString());
        });
        subject.wire()
                .flatMap(vendor -> vendor.ledger().rejections().stream()
                        .filter(rejected -> rejected.status() < 300)
                        .findFirst())
                .ifPresent(remark -> {
                    throw check.failed("an order holds nothing that no document has", remark.reason());
                });
        return task;
    }

    public TaskRef submitted(RuleCheck check, Operation operation) {
        return submitted(check, resolved(operation));
    }

    public Either<VideoFailure, TaskStatus> poll(TaskRef task) {
        return provider().tracker().status(task);
    }

    /** An order that the vendor does not take, or not for certain; the lesson is of this order alone, which is sent once. */
    public VideoFailure expectRejection(RuleCheck check, Operation operation, FailureKind expected) {
        Either<VideoFailure, TaskRef> result = callPort(check, () -> submit(resolved(operation)));
        requireOneSubmit(check);
        check.require(
                result.isLeft() && result.getLeft().kind() == expected, "it is " + expected, () -> "it is " + result);
        return result.getLeft();
    }

    /** Of the submits since the lesson began. */
    public void requireOneSubmit(RuleCheck check) {
        List<RecordedRequest> submits = check.wire().arrivals(RequestKind.SUBMIT);
        check.require(
                submits.size() == 1,
                "exactly 1 request may arrive: each one is billed",
                () -> submits.size() + " arrived: " + WireLog.times(submits));
    }

    /** What tasks fail with. */
    public String failureCode() {
        return subject.wire().map(Simulator::failureCode).orElse("CONTENT_VIOLATION");
    }

    /** A poll that tells nothing of the task. */
    public VideoFailure expectPollFailure(RuleCheck check, FailureKind expected, TaskRef task) {
        Either<VideoFailure, TaskStatus> result = callPort(check, () -> poll(task));
        check.require(
                result.isLeft() && result.getLeft().kind() == expected,
                "the poll of " + task.operation() + " is " + expected,
                () -> "it is " + result);
        check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure is about the task");
        return result.getLeft();
    }

    /** Lets each request of a poll of a task that has ended, but the first, go wrong: those that fetch its result. */
    public void eachFaultyResultOnTheWire(String rule, Fault fault, BiConsumer<RuleCheck, TaskRef> check) {
        eachOperationOnTheWire((operation, vendor) -> {
            int requests = requestsPerPoll(operation);
            for (int spared = 1; spared < requests; spared++) {
                RuleCheck lesson = ruleCheck(
                        rule, "a task has ended, and request " + (spared + 1) + " of its poll meets: " + fault);
                TaskRef task = ended(lesson, operation);
                Stream.generate(Fault::none).limit(spared).forEach(vendor::nextPoll);
                vendor.nextPoll(fault);
                check.accept(lesson, task);
            }
        });
    }

    private int requestsPerPoll(Operation operation) {
        RuleCheck check = ruleCheck("RC-301", "a task that the vendor has finished");
        TaskRef task = ended(check, operation);
        try {
            Either<VideoFailure, TaskStatus> unused = poll(task);
        } catch (RuntimeException | Error e) {
            // that is for other rules
        }
        return check.wire().arrivals(RequestKind.POLL).size();
    }

    private TaskRef ended(RuleCheck check, Operation operation) {
        TaskRef task = submitted(check, operation);
        subject.finishTasks();
        return task;
    }

    public TaskStatus status(RuleCheck check, TaskRef task) {
        return callPort(check, () -> poll(task)).getOrElseGet(failure -> {
            throw check.failed("a poll that nothing befalls has a status", failure.toString());
        });
    }

    public GeneratedVideo finishedVideo(RuleCheck check, TaskRef task) {
        TaskStatus status = status(check, task);
        if (status instanceof TaskStatus.Succeeded succeeded) {
            return succeeded.video();
        }
        throw check.failed("the finished task is a success", "it is " + status);
    }

    /** Fails the lesson with what was thrown, or with null; ports give neither. */
    public <T> T callPort(RuleCheck check, Supplier<T> call) {
        T result;
        try {
            result = call.get();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw check.failed("a port answers with a value", e + " was thrown");
        }
        if (result == null) {
            throw check.failed("a port answers with a value", "it answered null");
        }
        return result;
    }

    /** A date is to the second, so the wait until then may be a fraction off. */
    public void requireWait(RuleCheck check, VideoFailure failure) {
        check.require(
                failure.retryAfter()
                        .filter(wait -> wait.minusSeconds(90).abs().compareTo(Duration.ofSeconds(1)) <= 0)
                        .isPresent(),
                "the failure says to wait 90 s, though the JVM is set to "
                        + TimeZone.getDefault().getID() + " and " + Locale.getDefault(),
                () -> "it says " + failure.retryAfter());
    }
}
