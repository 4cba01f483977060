package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Price;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.WireRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RC-6xx: prices and previews. */
interface PricingRules extends RuleTests {

    @Test
    @DisplayName("RC-601 what is not known is never 0, and every price has a basis and a source")
    default void neverZero() {
        Lesson lesson = bench().lesson("RC-601", "the plainest order of each model");
        bench().eachModel(model -> {
            GenerationRequest order = FullOrders.plainest(bench().request(model), model);
            Estimate estimate =
                    bench().unthrown(lesson, () -> bench().provider().pricing().estimate(bench().resolved(order)));
            lesson.require(!estimate.basis().isBlank(), "it has a basis", () -> "this has none: " + estimate);
            if (estimate instanceof Estimate.Known known) {
                lesson.require(known.money().amount().signum() > 0, "a known price is above 0", known::describe);
                lesson.require(!known.source().document().isBlank(), "it has a source", known::describe);
            } else if (estimate instanceof Estimate.Range range) {
                lesson.require(range.least().amount().signum() > 0, "a range begins above 0", range::describe);
                lesson.require(range.most().exceeds(range.least()), "a range rises", range::describe);
            }
        });
    }

    @Test
    @DisplayName("RC-602 an estimate costs no request, and is the same each time")
    default void isPure() {
        Lesson lesson = bench().lesson("RC-602", "an order that is priced twice");
        bench().eachOperation(operation -> {
            ResolvedRequest order = bench().resolved(operation);
            Estimate first =
                    bench().unthrown(lesson, () -> bench().provider().pricing().estimate(order));
            lesson.requireEqual(first, bench().provider().pricing().estimate(order), "both estimates are the same");
        });
        lesson.requireEqual(0, bench().requests(), "the number of requests at the vendor is right");
    }

    @Test
    @DisplayName("RC-603 each row of the price list is reproduced to the cent, in its currency")
    default void reproducesTheList() {
        Lesson lesson = bench().lesson("RC-603", "an order of just what a row of the price list is for");
        bench().eachModel(model -> {
            for (Price price : model.prices()) {
                if (price instanceof Price.PerVideo row) {
                    Estimate estimate = bench().unthrown(
                                    lesson, () -> bench().provider().pricing().estimate(ordering(model, row)));
                    lesson.require(
                            estimate instanceof Estimate.Known known
                                    && known.money().equals(row.money()),
                            "it costs " + row.money() + " (" + row.source() + ")",
                            estimate::describe);
                }
            }
        });
    }

    private ResolvedRequest ordering(ModelSpec model, Price.PerVideo row) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        model.fields().forEach(field -> fallback(field, values));
        row.resolution().ifPresent(resolution -> values.put(Field.RESOLUTION, resolution));
        if (model.field(Field.DURATION).isPresent()) {
            row.seconds().ifPresent(seconds -> values.put(Field.DURATION, seconds));
        }
        return new ResolvedRequest(bench().provider().id(), model, values);
    }

    private static <T> void fallback(FieldSpec<T> field, Map<Field<?>, Object> values) {
        field.fallback().ifPresent(value -> values.put(field.field(), value));
    }

    @Test
    @DisplayName("RC-604 a preview sends nothing, and shows the request without the key")
    default void previewsDry() {
        Lesson lesson = bench().lesson("RC-604", "a preview of an order");
        if (bench().provider().preview().isEmpty()) {
            bench().refused("the provider has no preview");
            return;
        }
        bench().eachOperation(operation -> {
            WireRequest shown = bench().unthrown(
                            lesson,
                            () -> bench().provider().preview().orElseThrow().preview(bench().resolved(operation)));
            lesson.require(
                    !bench().tellsTheKey(shown.url() + " " + shown.headers() + shown.body()),
                    "the key is not shown",
                    () -> "it is");
            lesson.require(!shown.body().isEmpty(), "the body is shown", () -> "it is empty");
        });
        lesson.requireEqual(0, bench().requests(), "the number of requests at the vendor is right");
        lesson.requireEqual(0, bench().subject().acceptedOrders(), "the number of orders at the vendor is right");
    }
}
