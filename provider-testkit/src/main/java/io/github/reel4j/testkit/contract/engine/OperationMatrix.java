package io.github.reel4j.testkit.contract.engine;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.testkit.contract.ProviderUnderTest;
import io.github.reel4j.testkit.contract.support.RequestVariants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the checks of one rule for each operation, or each model, and reports each. A check that fails keeps none of the others
 * from being made.
 */
final class OperationMatrix {

    private final ProviderUnderTest subject;
    private final List<ModelSpec> models;
    private final RuleResult result;

    OperationMatrix(ProviderUnderTest subject, List<ModelSpec> models, RuleResult result) {
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

    /** Each model that can be ordered. */
    void eachModel(Consumer<ModelSpec> check) {
        each(orderable(), check);
    }

    /** Each model, also those that are on the price list only. */
    void eachListedModel(Consumer<ModelSpec> check) {
        each(models, check);
    }

    private void each(List<ModelSpec> some, Consumer<ModelSpec> check) {
        CollectedFailures failures = new CollectedFailures();
        some.forEach(model -> failures.collect(model.operation(), model.id(), () -> check.accept(model)));
        failures.throwFirst();
    }

    /** The order that stands for an operation: the subject's, and whatever else its model requires. */
    GenerationRequest minimalRequest(Operation operation) {
        return RequestVariants.required(subject.request(operation), modelToOrder(operation));
    }

    /** The model that the subject's order of an operation is for; read from the table, which may be wrong. */
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
