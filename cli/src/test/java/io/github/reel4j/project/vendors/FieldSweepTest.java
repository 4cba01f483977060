package io.github.reel4j.project.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Violation;
import io.github.reel4j.testkit.contract.support.FieldSamples;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks for each field of each model that the provider's table and the simulator's validation agree. */
class FieldSweepTest extends EachVendorTest {

    Stream<Arguments> fields_of_all_models() {
        return vendor().models().stream()
                .flatMap(model -> model.fields().stream()
                        .map(spec ->
                                argumentSet(model.operation() + " " + model.id() + " " + spec.field(), model, spec)));
    }

    @ParameterizedTest
    @MethodSource("fields_of_all_models")
    void the_vendor_accepts_every_valid_value_of_every_field(ModelSpec model, FieldSpec<?> spec) {
        List<String> accepted = FieldSamples.validValues(spec);
        for (String value : accepted) {
            var unused = run().client().submit(order(model, spec.field(), value));
        }
        assertThat(run().vendor().ledger().orders()).hasSize(accepted.size()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("fields_of_all_models")
    void every_invalid_value_of_every_field_is_a_violation(ModelSpec model, FieldSpec<?> spec) {
        for (String value : FieldSamples.invalidValues(spec)) {
            GenerationRequest invalid = order(model, spec.field(), value);
            assertThat(run().client().validate(invalid))
                    .extracting(Violation::field)
                    .containsExactly(spec.field().name());
            assertThat(VendorTestHarness.failure(() -> run().client().submit(invalid))
                            .kind())
                    .isEqualTo(FailureKind.INVALID_REQUEST);
        }
        assertThat(run().vendor().ledger().requests()).isEmpty();
    }

    /** Returns an order of {@code model} with {@code field} set, and the fields that it may make required. */
    private GenerationRequest order(ModelSpec model, Field<?> field, String value) {
        Map<Field<?>, String> values = new HashMap<>();
        model.fields().stream()
                .filter(spec -> spec.requiredWhen()
                        .filter(rule -> rule.field().equals(field))
                        .isPresent())
                .forEach(spec ->
                        values.put(spec.field(), FieldSamples.validValues(spec).get(0)));
        values.put(field, value);
        return ModifiedRequests.with(vendor().order(model.operation()), model.id(), values);
    }
}
