package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.VariantOrderSender;
import io.github.reel4j.testkit.contract.support.OrderValues;
import io.github.reel4j.testkit.contract.support.SentSize;
import io.github.reel4j.testkit.contract.support.SentValue;
import io.github.reel4j.testkit.contract.support.WireFields;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Sends the orders of one model, and compares each with what arrived. */
final class OrderContentCheck {

    private final RuleCheck check;
    private final ModelSpec model;
    private final OrderVariants variants;
    private final VariantOrderSender sender;
    /** The places that depend on a field, by field. */
    private final Map<FieldSpec<?>, Set<String>> places = new LinkedHashMap<>();
    /** The place at which the value of an exact field is found. */
    private final Map<FieldSpec<?>, String> homes = new LinkedHashMap<>();
    /** Places that differ between 2 equal orders. */
    private final Set<String> changing = new TreeSet<>();

    OrderContentCheck(ContractContext context, RuleCheck check, ModelSpec model, Simulator vendor) {
        this.check = check;
        this.model = model;
        this.variants = new OrderVariants(context, model);
        this.sender = new VariantOrderSender(context, check, vendor);
    }

    /** Sends all orders. Returns what arrived of the order with required values only, and what it depends on. */
    RecordedMinimalOrder run() {
        WireFields minimal = wire(variants.minimal());
        changing.addAll(minimal.differences(wire(variants.minimal())));
        Map<FieldSpec<?>, WireFields> alone = new LinkedHashMap<>();
        Map<FieldSpec<?>, Map<Object, WireFields>> choices = new LinkedHashMap<>();
        for (FieldSpec<?> spec : variants.fields()) {
            if (OrderValues.kind(spec) == OrderValues.ValueKind.EXACT) {
                variants.alone(spec).ifPresent(order -> alone.put(spec, wire(order)));
            } else {
                choices.put(spec, sentChoices(spec));
            }
        }
        VariantOrderSender.SentOrder last = sender.accepted(variants.minimal());
        changing.addAll(minimal.differences(last.wire()));
        alone.forEach((spec, wire) -> locateValue(spec, minimal, wire));
        choices.forEach((spec, wires) -> locateChoices(spec, minimal, wires));
        FieldLocationCheck placed = new FieldLocationCheck(check, model, places, homes);
        placed.requireOwnPlaces();
        placed.requireNoUnsetValues(variants.minimal(), minimal);
        choices.forEach((spec, wires) -> {
            wires.replaceAll((value, wire) -> stable(wire));
            placed.requireDistinctChoices(spec, wires);
            if (variants.minimal().get(spec.field()).isEmpty()) {
                placed.requireSent(spec, wires, stable(minimal));
            }
        });
        variants.full().ifPresent(order -> requireValues(order, wire(order)));
        variants.withMaxTexts()
                .ifPresent(order -> requireValues(order, sender.sent(order).wire()));
        equalTexts().ifPresent(order -> requireValues(order, sender.sent(order).wire()));
        variants.subsets().forEach(order -> requireValues(order, wire(order)));
        variants.odd().forEach(order -> requireValues(order, sender.sent(order).wire()));
        Set<String> dependent = new HashSet<>(changing);
        places.values().forEach(dependent::addAll);
        return new RecordedMinimalOrder(model, minimal, dependent, last.billed());
    }

    /** Returns an order whose 2 texts are equal, if the model has both. */
    private Optional<ResolvedRequest> equalTexts() {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        homes.keySet().stream()
                .map(FieldSpec::field)
                .filter(field -> field.equals(Field.PROMPT) || field.equals(Field.NEGATIVE_PROMPT))
                .forEach(field -> values.put(field, "herons"));
        return values.size() < 2 ? Optional.empty() : variants.with(values);
    }

    private WireFields wire(ResolvedRequest order) {
        WireFields sent = sender.accepted(order).wire();
        order.get(Field.ASPECT_RATIO)
                .ifPresent(ratio -> sent.values().values().stream()
                        .filter(text -> SentSize.contradicts(ratio, text))
                        .findFirst()
                        .ifPresent(size -> {
                            throw check.failed("a size in the request has the aspect ratio " + ratio, "it is " + size);
                        }));
        return sent;
    }

    private Map<Object, WireFields> sentChoices(FieldSpec<?> spec) {
        Map<Object, WireFields> sent = new LinkedHashMap<>();
        variants.choices(spec).forEach((value, order) -> sent.put(value, wire(order)));
        return sent;
    }

    private WireFields stable(WireFields wire) {
        return new WireFields(wire.without(changing), wire.structured());
    }

    private void locateChoices(FieldSpec<?> spec, WireFields minimal, Map<Object, WireFields> sent) {
        Set<String> differences = new TreeSet<>();
        sent.values().forEach(wire -> differences.addAll(minimal.differences(wire)));
        differences.removeAll(changing);
        check.require(
                !differences.isEmpty() || sent.size() < 2,
                "orders of two values of " + spec.field() + " differ on the wire",
                () -> "with each of " + sent.keySet() + " it was:\n" + minimal);
        places.put(spec, differences);
    }

    private void locateValue(FieldSpec<?> spec, WireFields minimal, WireFields sent) {
        Set<String> differences = minimal.differences(sent);
        differences.removeAll(changing);
        ResolvedRequest order = variants.alone(spec).orElseThrow();
        check.require(
                !differences.isEmpty(),
                "orders of two values of " + spec.field() + " differ on the wire",
                () -> "with and without " + spec.field() + " = " + text(order, spec.field()) + ", both were:\n" + sent);
        places.put(spec, differences);
        if (sent.structured()) {
            Optional<String> home = differences.stream()
                    .filter(place -> SentValue.of(order, spec.field()).isAt(sent.at(place)))
                    .findFirst();
            check.require(
                    home.isPresent(),
                    "the value of " + spec.field() + " is in the request as it was given",
                    () -> "the value was: " + text(order, spec.field()) + "\nand the request:\n" + sent);
            homes.put(spec, home.orElseThrow());
        }
    }

    /** Requires that each exact value of an order is at the place of its field. */
    private void requireValues(ResolvedRequest order, WireFields sent) {
        homes.forEach((spec, place) -> {
            if (order.get(spec.field()).isPresent()) {
                SentValue value = SentValue.of(order, spec.field());
                check.require(
                        value.isAt(sent.at(place))
                                || (value.isAtAnyOf(sent.values()) && isMoving(place))
                                || (value.mayBeOmitted(spec.defaultValue())
                                        && sent.at(place).isEmpty()),
                        "the value of " + spec.field() + " is in the request as it was given",
                        () -> "the value was: '" + text(order, spec.field()) + "'\nand at " + place + " was: '"
                                + sent.at(place) + "'");
            }
        });
    }

    /** Returns whether the place of a value depends on other values, like an element of a list. */
    private static boolean isMoving(String place) {
        return place.contains("[");
    }

    private static String text(ResolvedRequest order, Field<?> field) {
        return order.formatted().getOrDefault(field.name(), "");
    }
}
