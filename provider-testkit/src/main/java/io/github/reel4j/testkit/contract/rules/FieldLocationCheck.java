package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FieldNameMatcher;
import io.github.reel4j.testkit.contract.support.WireFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks in the requests that arrived that no two fields are swapped, that fields that are not set send no value, and
 * that different values of a field are sent differently.
 *
 * @param places the places that depend on a field
 * @param homes the place of the value of an exact field
 */
record FieldLocationCheck(
        RuleCheck check, ModelSpec model, Map<FieldSpec<?>, Set<String>> places, Map<FieldSpec<?>, String> homes) {

    private static final Set<String> DEFAULTS = Set.of("auto", "none", "default");

    /** Requires that no two fields are sent at the place of one, nor at the place of each other. */
    void requireOwnPlaces() {
        List<FieldSpec<?>> fields = List.copyOf(places.keySet());
        for (int i = 0; i < fields.size(); i++) {
            for (FieldSpec<?> other : fields.subList(i + 1, fields.size())) {
                requireNotSwapped(fields.get(i), other);
            }
        }
        fields.forEach(spec -> fields.stream()
                .filter(other -> !other.equals(spec) && homes.containsKey(spec) && homes.containsKey(other))
                .filter(other -> !home(spec).equals(home(other)))
                .forEach(other -> check.require(
                        !placesOf(spec).contains(home(other)) || isCombined(spec, other),
                        "the value of " + spec.field() + " is not sent as " + other.field(),
                        () -> spec.field() + " of " + model.id() + " is sent at " + placesOf(spec))));
    }

    /** Some vendors take several values at one place. */
    private boolean isCombined(FieldSpec<?> one, FieldSpec<?> other) {
        return placesOf(other).contains(home(one));
    }

    private String home(FieldSpec<?> spec) {
        return homes.getOrDefault(spec, "");
    }

    private Set<String> placesOf(FieldSpec<?> spec) {
        return Set.copyOf(places.getOrDefault(spec, Set.of()));
    }

    private void requireNotSwapped(FieldSpec<?> one, FieldSpec<?> other) {
        Optional<String> first = place(one);
        Optional<String> second = place(other);
        boolean alike = type(one).equals(type(other));
        if (alike && first.isPresent() && second.isPresent() && !first.equals(second)) {
            check.require(
                    !FieldNameMatcher.areSwapped(one, first.get(), other, second.get()),
                    "the values of " + one.field() + " and " + other.field() + " are not swapped",
                    () -> one.field() + " of " + model.id() + " is sent at " + first.get() + ", and " + other.field()
                            + " at " + second.get());
        }
    }

    private static String type(FieldSpec<?> spec) {
        return spec.field().expected().replaceFirst("^a (whole )?number$", "number");
    }

    private Optional<String> place(FieldSpec<?> spec) {
        Set<String> all = places.getOrDefault(spec, Set.of());
        return Optional.ofNullable(homes.get(spec))
                .or(() -> all.size() == 1 ? all.stream().findFirst() : Optional.empty());
    }

    /** Requires that an order sends nothing at the place of a field that it neither sets nor has a default for. */
    void requireNoUnsetValues(ResolvedRequest order, WireFields sent) {
        places.keySet().stream()
                .filter(spec -> order.get(spec.field()).isEmpty())
                .forEach(spec -> place(spec)
                        .filter(place -> isOwn(spec, place))
                        .filter(place -> isValueOf(spec, sent.at(place)))
                        .ifPresent(place -> {
                            throw check.failed(
                                    "an order that does not set " + spec.field()
                                            + ", which has no default, sends no value for it",
                                    place + " is '" + sent.at(place) + "'");
                        }));
    }

    private boolean isOwn(FieldSpec<?> spec, String place) {
        return places.entrySet().stream()
                .noneMatch(
                        each -> !each.getKey().equals(spec) && each.getValue().contains(place));
    }

    private boolean isValueOf(FieldSpec<?> spec, String found) {
        return !found.isEmpty()
                && (homes.containsKey(spec)
                        || found.equals("true")
                        || found.equals("false")
                        || spellings(spec).containsValue(found));
    }

    private static <T> Map<Object, String> spellings(FieldSpec<T> spec) {
        Map<Object, String> spellings = new LinkedHashMap<>();
        spec.choices().forEach(choice -> spellings.put(choice.value(), choice.wire()));
        return spellings;
    }

    /** Requires that any two values of a field differ, and that none is sent as another one. */
    void requireDistinctChoices(FieldSpec<?> spec, Map<Object, WireFields> sent) {
        Optional<String> place = place(spec).filter(each -> isOwn(spec, each));
        Map<Object, String> spellings = spellings(spec);
        sent.forEach((value, wire) -> sent.forEach((other, another) -> {
            if (value.equals(other) || !areComparable(value, other)) {
                return;
            }
            check.require(
                    !wire.values().equals(another.values()),
                    "orders of two values of " + spec.field() + " differ on the wire",
                    () -> "with " + value + " and with " + other + " it was:\n" + wire);
            String found = place.map(wire::at).orElse("");
            boolean inverted = spec.field().expected().equals("true or false")
                    && place.filter(each -> FieldNameMatcher.isNameOf(spec, each))
                            .isPresent()
                    && found.equals(other.toString());
            check.require(
                    !inverted && (found.isEmpty() || !found.equals(spellings.get(other))),
                    spec.field() + " = " + value + " is not sent as " + other,
                    () -> place.orElse("") + " is '" + found + "'");
        }));
    }

    /**
     * Requires that each value of a field that was not set, and has no default, differs from no value. Some vendors
     * take no value for {@code auto}.
     */
    void requireSent(FieldSpec<?> spec, Map<Object, WireFields> sent, WireFields unset) {
        if (!places.getOrDefault(spec, Set.of()).stream().allMatch(place -> isOwn(spec, place))) {
            return; // the place depends on other fields, too
        }
        sent.forEach((value, wire) -> check.require(
                DEFAULTS.contains(value.toString()) || !wire.values().equals(unset.values()),
                spec.field() + " = " + value + " is in the request",
                () -> "with and without it was:\n" + wire));
    }

    /** A tier and a size may be the same resolution. */
    private static boolean areComparable(Object one, Object other) {
        return !(one instanceof Resolution tier && other instanceof Resolution size)
                || tier.value().endsWith("p") == size.value().endsWith("p");
    }
}
