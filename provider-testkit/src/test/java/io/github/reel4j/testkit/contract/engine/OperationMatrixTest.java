package io.github.reel4j.testkit.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.contract.subject.InMemoryUnderTest;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.contract.support.FixedFactory;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationMatrixTest {

    private static final ModelSpec MOVING = model(Operation.IMAGE_TO_VIDEO, "moving", true);
    private static final ModelSpec SMALL = model(Operation.TEXT_TO_VIDEO, "small", false);
    private static final ModelSpec GREAT = model(Operation.TEXT_TO_VIDEO, "great", true);
    private static final ModelSpec LISTED = ModelSpec.builder()
            .from(model(Operation.ANIMATE, "listed", true))
            .availability(ModelSpec.Availability.PRICED_ONLY)
            .build();

    private final RuleResult result = new RuleResult();
    private final List<String> checked = new ArrayList<>();

    @Test
    void an_operation_is_checked_with_its_recommended_model() {
        of(MOVING, SMALL, GREAT, LISTED).eachOperation(operation -> checked.add(operation.id()));

        assertThat(checked).containsExactly("image-to-video", "text-to-video");
        assertThat(result.checks().get("image-to-video")).containsOnlyKeys("moving");
        assertThat(result.checks().get("text-to-video")).containsOnlyKeys("great");
    }

    @Test
    void without_a_recommended_model_the_first_is_used() {
        of(MOVING, SMALL).eachOperation(operation -> checked.add(operation.id()));

        assertThat(result.checks().get("text-to-video")).containsOnlyKeys("small");
    }

    @Test
    void a_model_named_by_the_request_is_used() {
        try (SimulatedProvider naming = new SimulatedProvider(
                new FixedFactory(new InMemoryVideoProvider()),
                PixazoSimulator.builder(),
                operation -> TextToVideoRequest.builder()
                        .prompt("a heron")
                        .model("small")
                        .build())) {
            new ParameterizedCheckRunner(naming, List.of(MOVING, GREAT, SMALL), result)
                    .eachOperation(operation -> checked.add(operation.id()));
        }

        assertThat(result.checks().get("text-to-video")).containsOnlyKeys("small");
    }

    @Test
    void models_with_a_price_only_are_listed_but_not_orderable() {
        of(GREAT, LISTED).eachModel(model -> checked.add(model.id()));
        of(GREAT, LISTED).eachListedModel(model -> checked.add(model.id() + " as a row"));

        assertThat(checked).containsExactly("great", "great as a row", "listed as a row");
    }

    @Test
    void all_checks_run_and_later_failures_are_suppressed() {
        assertThatThrownBy(() -> of(SMALL, GREAT, MOVING).eachModel(model -> {
                    checked.add(model.id());
                    throw new IllegalStateException(model.id());
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("small")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("great", "moving"));
        assertThat(checked).containsExactly("small", "great", "moving");
    }

    @Test
    void a_repeated_failure_is_not_suppressed_by_itself() {
        AssertionError same = new AssertionError("both");

        assertThatThrownBy(() -> of(SMALL, GREAT).eachModel(model -> {
                    throw same;
                }))
                .isSameAs(same)
                .hasNoSuppressedExceptions();
    }

    private ParameterizedCheckRunner of(ModelSpec... models) {
        return new ParameterizedCheckRunner(new InMemoryUnderTest(), List.of(models), result);
    }

    private static ModelSpec model(Operation operation, String id, boolean recommended) {
        return ModelSpec.builder()
                .operation(operation)
                .id(id)
                .recommended(recommended)
                .source(new DocumentAnchor("acme-manual", id))
                .build();
    }
}
