package io.github.reel4j.testkit.contract.engine;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import io.github.reel4j.testkit.contract.support.RequestVariants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the checks of one rule for each operation or each model, and reports each result. After a failed check the
 * others still run.
 */
final class ParameterizedCheckRunner {

    private final ProviderUnderTest subject;
    private final List<ModelSpec> models;
    private final RuleResult result;

    ParameterizedCheckRunner(ProviderUnderTest subject, List<ModelSpec> models, RuleResult result) {
        this.subject = subject;
        this.models = models;
        this.result = result;
    }

    List<Operation> operations() {
        return orderable().stream().map(ModelSpec::operation).distinct().toList();
    }

    List<ModelSpec> orderable() {
        return models.stream()
                .filter(model -> model.availability() != ModelSpec.Availability.PRICED_ONLY)
                .toList();
    }

    void eachOperation(Consumer<Operation> check) {
        CollectedFailures failures = new CollectedFailures();
        operations()
                .forEach(operation ->
                        failures.collect(operation, modelToOrder(operation).id(), () -> check.accept(operation)));
        failures.throwFirst();
    }

    /** Runs a check for each orderable model. */
    void eachModel(Consumer<ModelSpec> check) {
        each(orderable(), check);
    }

    /** Runs a check for each model, including those that only have a price. */
    void eachListedModel(Consumer<ModelSpec> check) {
        each(models, check);
    }

    private void each(List<ModelSpec> some, Consumer<ModelSpec> check) {
        CollectedFailures failures = new CollectedFailures();
        some.forEach(model -> failures.collect(model.operation(), model.id(), () -> check.accept(model)));
        failures.throwFirst();
    }

    /** Returns the subject's request for an operation, completed with the fields that its model requires. */
    GenerationRequest minimalRequest(Operation operation) {
        return RequestVariants.required(subject.request(operation), modelToOrder(operation));
    }

    /** Returns the model of the subject's request for an operation. The table may be wrong, so this never fails. */
    private ModelSpec modelToOrder(Operation operation) {
        List<ModelSpec> some = orderable().stream()
                .filter(model -> model.operation() == operation)
                .toList();
        Optional<String> named = subject.request(operation).model();
        return some.stream()
                .filter(model -> named.map(model.id()::equals).orElse(model.recommended()))
                .findFirst()
                .orElse(some.get(0));
    }

    private final class CollectedFailures {

        private final List<Throwable> problems = new ArrayList<>();

        void collect(Operation operation, String model, Runnable check) {
            try {
                check.run();
                result.passed(operation.id(), model);
            } catch (AssertionError | RuntimeException e) {
                result.failed(operation.id(), model, e);
                problems.add(e);
            }
        }

        void throwFirst() {
            if (problems.isEmpty()) {
                return;
            }
            Throwable first = problems.get(0);
            problems.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
            if (first instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) first;
        }
    }
}
