package io.github.reel4j.provider.apixo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Violation;
import io.github.reel4j.testkit.contract.FieldSamples;
import io.github.reel4j.testkit.simulator.ApixoSimulator;
import io.github.reel4j.testkit.simulator.VendorRun;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each field of each model, so that none is forgotten: the tables here and the imitated vendor's own checks must agree. */
class ApixoFieldSweepTest {

    private final VendorRun run = new VendorRun(ApixoSimulator.builder(), new ApixoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    static Stream<Arguments> fields_of_all_models() {
        return ApixoModels.ALL.stream()
                .flatMap(model -> model.fields().stream()
                        .map(spec ->
                                argumentSet(model.operation() + " " + model.id() + " " + spec.field(), model, spec)));
    }

    @ParameterizedTest
    @MethodSource("fields_of_all_models")
    void every_field_of_every_model_takes_what_its_table_allows_and_the_vendor_does_too(
            ModelSpec model, FieldSpec<?> spec) {
        List<String> accepted = FieldSamples.accepted(spec);
        for (String value : accepted) {
            var unused = run.client().submit(order(model, spec.field(), value));
        }
        assertThat(run.vendor().ledger().orders()).hasSize(accepted.size()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("fields_of_all_models")
    void every_field_of_every_model_refuses_what_its_table_does_not_allow(ModelSpec model, FieldSpec<?> spec) {
        for (String value : FieldSamples.refused(spec)) {
            GenerationRequest bad = order(model, spec.field(), value);
            assertThat(run.client().validate(bad))
                    .extracting(Violation::field)
                    .containsExactly(spec.field().name());
            assertThat(VendorRun.failure(() -> run.client().submit(bad)).kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        }
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    /** An order of {@code model} in which {@code field} has a value; the fields that requests have of their own go there. */
    private static GenerationRequest order(ModelSpec model, Field<?> field, String value) {
        AnimateRequest.Builder order = ApixoOrders.of(model.operation());
        if (field.equals(Field.IMAGE)) {
            order.image(value);
        } else if (field.equals(Field.VIDEO)) {
            order.video(value);
        } else {
            order.option(field.name(), value);
        }
        if (field.equals(ApixoModels.REQUEST_TYPE)) {
            order.option("callback_url", "https://your-server.com/callback");
        }
        return order.build();
    }
}
