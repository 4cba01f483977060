package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the checks of one rule for each operation, or each model, and reports each. A check that fails keeps none of the others
 * from being made.
 */
final class Coverage {

    private final ProviderUnderTest subject;
    private final List<ModelSpec> models;
    private final Outcome outcome;

    Coverage(ProviderUnderTest subject, List<ModelSpec> models, Outcome outcome) {
        this.subject = subject;
        this.models = models;
        this.outcome = outcome;
    }

    List<Operation> operations() {
        return orderable().stream().map(ModelSpec::operation).distinct().toList();
    }

    List<ModelSpec> orderable() {
        return models.stream()
                .filter(model -> model.standing() != ModelSpec.Standing.PRICED_ONLY)
                .toList();
    }

    void eachOperation(Consumer<Operation> check) {
        Failures failures = new Failures();
        operations()
                .forEach(operation ->
                        failures.collect(operation, ordered(operation).id(), () -> check.accept(operation)));
        failures.throwFirst();
    }

    /** Each model that can be ordered. */
    void eachModel(Consumer<ModelSpec> check) {
        each(orderable(), check);
    }

    /** Each model, also those that are on the price list only. */
    void eachRow(Consumer<ModelSpec> check) {
        each(models, check);
    }

    private void each(List<ModelSpec> some, Consumer<ModelSpec> check) {
        Failures failures = new Failures();
        some.forEach(model -> failures.collect(model.operation(), model.id(), () -> check.accept(model)));
        failures.throwFirst();
    }

    /** The order that stands for an operation: the subject's, and whatever else its model requires. */
    GenerationRequest plainest(Operation operation) {
        return FullOrders.required(subject.request(operation), ordered(operation));
    }

    /** The model that the subject's order of an operation is for; read from the table, which may be wrong. */
    private ModelSpec ordered(Operation operation) {
        List<ModelSpec> some = orderable().stream()
                .filter(model -> model.operation() == operation)
                .toList();
        Optional<String> named = subject.request(operation).model();
        return some.stream()
                .filter(model -> named.map(model.id()::equals).orElse(model.recommended()))
                .findFirst()
                .orElse(some.get(0));
    }

    private final class Failures {

        private final List<Throwable> problems = new ArrayList<>();

        void collect(Operation operation, String model, Runnable check) {
            try {
                check.run();
                outcome.passed(operation.word(), model);
            } catch (AssertionError | RuntimeException e) {
                outcome.failed(operation.word(), model, e);
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
