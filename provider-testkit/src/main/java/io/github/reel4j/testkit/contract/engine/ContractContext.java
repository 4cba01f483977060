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
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import io.github.reel4j.testkit.contract.support.EventualCondition;
import io.github.reel4j.testkit.contract.support.SecretForms;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.validation.RequestResolver;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The test fixture of one rule: the provider, its vendor, and the steps that the rules share. */
public final class ContractContext {

    private static final String REJECTED_ORDER =
            "the order is not what the vendor's dialect in the test documents, or the adapter misreads the response.";

    private static final String FAILED_POLL =
            "the poll is not what the vendor's dialect in the test documents, or the adapter misreads the response.";

    /** How long a request that a provider sends on another thread may take to arrive, in real time. */
    private static final Duration BACKGROUND = Duration.ofMillis(150);

    private final ProviderUnderTest subject;
    private final RuleResult result;
    private final List<ModelSpec> models;
    private final ParameterizedCheckRunner checks;
    private final int requestsBefore;
    private final Map<Operation, List<ResolvedRequest>> orders = new EnumMap<>(Operation.class);

    public ContractContext(ProviderUnderTest subject, RuleResult result) {
        this.subject = subject;
        this.result = result;
        result.mask(ReceivedRequestLog.startingNow(subject)::masked);
        // before counting requests: a provider that fetches its table from the vendor fails the rule about the table
        // only
        this.models = subject.provider().models();
        this.checks = new ParameterizedCheckRunner(subject, models, result);
        this.requestsBefore = requestCount();
    }

    public ProviderUnderTest subject() {
        return subject;
    }

    public VideoProvider provider() {
        return subject.provider();
    }

    /** Returns whether the text of {@code output} contains a credential of the provider, in any form. */
    public boolean containsKey(Object output) {
        return SecretForms.of(subject.credentials().values())
                .findIn(output.toString())
                .isPresent();
    }

    /** Starts a check. Requests that reach the vendor from now on belong to it. */
    public RuleCheck ruleCheck(String rule, String given) {
        // the client would wait for the vendor's rate limit between the orders of two checks
        subject.wire().ifPresent(Simulator::resetRateLimits);
        return new RuleCheck(
                ContractRuleReader.rule(rule),
                subject.factory().id().value(),
                given,
                ReceivedRequestLog.startingNow(subject));
    }

    public List<Operation> operations() {
        return checks.operations();
    }

    /** Runs a check for each offered operation. */
    public void eachOperation(Consumer<Operation> check) {
        checks.eachOperation(check);
    }

    /** Runs a check for each offered operation. Not applicable if the provider has no vendor on the wire. */
    public void eachOperationOnTheWire(BiConsumer<Operation, Simulator> check) {
        onTheWire(vendor -> checks.eachOperation(operation -> check.accept(operation, vendor)));
    }

    /** Runs a check for each orderable model. */
    public void eachModel(Consumer<ModelSpec> check) {
        checks.eachModel(check);
    }

    /** Runs a check for each orderable model. Not applicable if the provider has no vendor on the wire. */
    public void eachModelOnTheWire(BiConsumer<ModelSpec, Simulator> check) {
        onTheWire(vendor -> checks.eachModel(model -> check.accept(model, vendor)));
    }

    /** Runs a check for each model of the table, including those that only have a price. */
    public void eachListedModel(Consumer<ModelSpec> check) {
        checks.eachListedModel(check);
    }

    private void onTheWire(Consumer<Simulator> checks) {
        subject.wire().ifPresentOrElse(checks, () -> notApplicable("the provider has no vendor"));
    }

    /** Reports that the whole rule does not apply. */
    public void notApplicable(String reason) {
        result.allNotApplicable(reason);
    }

    /** Reports that an operation is not offered and was rejected as required. */
    public void notApplicable(Operation operation) {
        result.notApplicable(operation.id());
    }

    /** Returns the number of requests to the vendor's API since the test began, without those for public keys. */
    public int requests() {
        return requestCount() - requestsBefore;
    }

    private int requestCount() {
        return subject.wire()
                .map(vendor -> (int) vendor.ledger().recordedRequests().stream()
                        .filter(each -> each.kind() != RequestKind.PUBLIC_KEYS)
                        .count())
                .orElse(0);
    }

    /**
     * Requires that no request has reached the vendor's API since there were {@code before}, and that none does soon,
     * because a provider may send it on another thread.
     */
    public void requireNoRequest(RuleCheck check, int before) {
        boolean unused = EventualCondition.holdsWithin(BACKGROUND, () -> requests() > before);
        check.requireEqual(before, requests(), "the number of requests at the vendor is unchanged");
    }

    public List<ModelSpec> models() {
        return models;
    }

    /** Returns the subject's request for the operation of {@code model}. It may be for another model. */
    public GenerationRequest request(ModelSpec model) {
        return subject.request(model.operation());
    }

    public ResolvedRequest resolved(Operation operation) {
        return resolved(checks.minimalRequest(operation));
    }

    /**
     * Returns the orders of an operation that checks are repeated with: that of {@link #resolved(Operation)} first, and
     * for each model an order with required values only, and one with everything and a callback URL.
     */
    public List<ResolvedRequest> orders(Operation operation) {
        return orders.computeIfAbsent(operation, each -> new OrdersOfOperation(this).of(each, checks.orderable()));
    }

    /** Returns whether the model table allows the request. */
    public boolean isOrderable(GenerationRequest request) {
        return resolve(request).isValid();
    }

    private Validation<Seq<Violation>, ResolvedRequest> resolve(GenerationRequest request) {
        return new RequestResolver(provider().id(), models).resolve(request);
    }

    public ResolvedRequest resolved(GenerationRequest request) {
        return resolve(request).getOrElseGet(violations -> {
            throw new AssertionError(
                    "the model table rejects the suite's sample request for " + request.operation() + ": "
                            + violations.mkString("; ")
                            + ". It sets only what the table requires, so the simplest orders of users are"
                            + " rejected too. Compare these rules with the vendor's document, and correct the"
                            + " table if they are not in it. Only if the vendor documents a required value that"
                            + " the table cannot describe, for example the id of a voice, pass requests with"
                            + " this value as the third argument of"
                            + " SimulatedProvider.");
        });
    }

    public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return provider().generator().submit(request);
    }

    /** Submits an order without a fault, and requires that it is accepted. */
    public TaskRef submitted(RuleCheck check, ResolvedRequest request) {
        TaskRef task = callPort(check, () -> submit(request)).getOrElseGet(failure -> {
            throw check.likely(REJECTED_ORDER)
                    .preconditionFailed(
                            "an order without a fault is accepted",
                            "it fails with " + failure + limitOf(failure),
                            "an order without a fault fails with " + failure.kind());
        });
        subject.wire()
                .flatMap(vendor -> vendor.ledger().rejections().stream()
                        .filter(rejected -> rejected.status() < 300)
                        .findFirst())
                .ifPresent(remark -> {
                    throw check.likely("a field that the vendor's dialect in the test does not document.")
                            .preconditionFailed(
                                    "an order contains documented fields only",
                                    remark.reason(),
                                    "an order contains an undocumented field");
                });
        return task;
    }

    /** Names the limit that the dialect applies itself, if it may have caused the failure. */
    private String limitOf(VideoFailure failure) {
        return failure.kind() != FailureKind.RATE_LIMITED
                ? ""
                : subject.wire()
                        .flatMap(vendor -> vendor.appliedLimits().rate())
                        .map(rate -> "\nThe dialect itself limits orders to " + rate)
                        .orElse("");
    }

    public TaskRef submitted(RuleCheck check, Operation operation) {
        return submitted(check, resolved(operation));
    }

    public Either<VideoFailure, TaskStatus> poll(TaskRef task) {
        return provider().tracker().status(task);
    }

    /**
     * Submits an order, and requires exactly one request and a failure of this kind. Use a check for one order only.
     */
    public VideoFailure expectRejection(RuleCheck check, Operation operation, FailureKind expected) {
        return expectRejection(check, resolved(operation), expected);
    }

    /** Submits this order, and requires exactly one request and a failure of this kind. */
    public VideoFailure expectRejection(RuleCheck check, ResolvedRequest order, FailureKind expected) {
        Either<VideoFailure, TaskRef> result = callPort(check, () -> submit(order));
        requireOneSubmit(check);
        check.require(
                result.isLeft() && result.getLeft().kind() == expected, "it is " + expected, () -> "it is " + result);
        return result.getLeft();
    }

    /** Requires exactly one submit since the check started. */
    public void requireOneSubmit(RuleCheck check) {
        List<RecordedRequest> submits = check.wire().arrivals(RequestKind.SUBMIT);
        check.require(
                submits.size() == 1,
                "exactly 1 request arrives, because each one is billed",
                () -> submits.size() + " arrived: " + ReceivedRequestLog.times(submits));
    }

    /** Returns the code that tasks fail with. */
    public String failureCode() {
        return subject.wire().map(Simulator::failureCode).orElse("CONTENT_VIOLATION");
    }

    /** Polls the task once, and requires a failure of this kind that names the task. */
    public VideoFailure expectPollFailure(RuleCheck check, FailureKind expected, TaskRef task) {
        Either<VideoFailure, TaskStatus> result = callPort(check, () -> poll(task));
        check.require(
                result.isLeft() && result.getLeft().kind() == expected,
                "the poll of " + task.operation() + " is " + expected,
                () -> "it is " + result);
        check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
        return result.getLeft();
    }

    /**
     * Runs a check for each request that a poll of a finished task makes after the first one, that is for its result.
     */
    public void eachFaultyResultOnTheWire(String rule, Fault fault, BiConsumer<RuleCheck, TaskRef> check) {
        eachOperationOnTheWire((operation, vendor) -> {
            int requests = requestsPerPoll(operation);
            for (int spared = 1; spared < requests; spared++) {
                RuleCheck ruleCheck = ruleCheck(
                        rule, "a task has ended, and request " + (spared + 1) + " of its poll meets: " + fault);
                TaskRef task = ended(ruleCheck, operation);
                Stream.generate(Fault::none).limit(spared).forEach(vendor::nextPoll);
                vendor.nextPoll(fault);
                check.accept(ruleCheck, task);
            }
        });
    }

    private int requestsPerPoll(Operation operation) {
        RuleCheck check = ruleCheck("RC-301", "a task that the vendor has finished");
        TaskRef task = ended(check, operation);
        try {
            Either<VideoFailure, TaskStatus> unused = poll(task);
        } catch (RuntimeException | Error e) {
            // other rules test that polls do not throw
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
            throw check.likely(FAILED_POLL)
                    .preconditionFailed(
                            "a poll without a fault returns a status",
                            "it fails with " + failure,
                            "a poll without a fault fails with " + failure.kind());
        });
    }

    public GeneratedVideo finishedVideo(RuleCheck check, TaskRef task) {
        TaskStatus status = status(check, task);
        if (status instanceof TaskStatus.Succeeded succeeded) {
            return succeeded.video();
        }
        throw check.likely("the status reader does not know the vendor's word or place for a finished task.")
                .preconditionFailed(
                        "the finished task has succeeded",
                        "it is " + status,
                        "a finished task is " + status.getClass().getSimpleName());
    }

    /** Calls a port, and fails if it throws or returns null. */
    public <T> T callPort(RuleCheck check, Supplier<T> call) {
        T result;
        try {
            result = call.get();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw check.likely("a defect of the adapter at the place that the exception names.")
                    .preconditionFailed("a port returns a value", e + " was thrown", ExceptionText.cause(e));
        }
        if (result == null) {
            throw check.preconditionFailed("a port returns a value", "it returned null", "a port returns null");
        }
        return result;
    }

    /** Requires a delay of 90 s, give or take 1 s, because HTTP dates have no fractions of a second. */
    public void requireWait(RuleCheck check, VideoFailure failure) {
        check.require(
                failure.retryAfter()
                        .filter(wait -> wait.minusSeconds(90).abs().compareTo(Duration.ofSeconds(1)) <= 0)
                        .isPresent(),
                "the failure has a delay of 90 s, although the JVM is set to "
                        + TimeZone.getDefault().getID() + " and " + Locale.getDefault(),
                () -> "its delay is " + failure.retryAfter());
    }
}
