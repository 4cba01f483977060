package io.github.reel4j.testkit.contract.engine;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.testkit.contract.support.OrderValues;
import io.github.reel4j.testkit.contract.support.RequestVariants;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Generates the orders of one model from its table: with required values only, with everything, with each value alone,
 * with odd values, and with each pair of fields. Orders that the table or the provider's own rules forbid are left out.
 */
public final class OrderVariants {

    /** A callback URL without a server. */
    public static final URI CALLBACK = URI.create("https://callbacks.example/reel4j/a%20b?order=1&token=x%2By");

    private static final int SHIFT = 5;

    private final ContractContext context;
    private final ModelSpec model;
    private final GenerationRequest plain;
    private final List<FieldSpec<?>> fields;

    /** Creates the variants of a model. */
    public OrderVariants(ContractContext context, ModelSpec model) {
        this.context = context;
        this.model = model;
        this.plain = context.request(model);
        this.fields = OrderValues.sent(model);
    }

    /** Returns the fields of the model that are sent. */
    public List<FieldSpec<?>> fields() {
        return fields;
    }

    /** Returns the order with required values only. */
    public ResolvedRequest minimal() {
        return with(Map.of()).orElseGet(() -> context.resolved(RequestVariants.minimal(plain, model)));
    }

    /** Returns the order with required values and these; empty if it is forbidden. */
    public Optional<ResolvedRequest> with(Map<Field<?>, Object> values) {
        return VariantOrderSender.resolved(context.provider(), model, RequestVariants.with(plain, values))
                .filter(order -> values.entrySet().stream()
                        .allMatch(each -> order.get(each.getKey())
                                .filter(each.getValue()::equals)
                                .isPresent()));
    }

    /** Returns the order in which only {@code spec} has another value than in the minimal order, if it may have one. */
    public Optional<ResolvedRequest> alone(FieldSpec<?> spec) {
        ResolvedRequest minimal = minimal();
        return OrderValues.distinctive(model, spec).stream()
                .filter(value -> minimal.get(spec.field()).filter(value::equals).isEmpty())
                .flatMap(value -> with(Map.of(spec.field(), value)).stream())
                .findFirst();
    }

    /** Returns an order for each value of a field of few values, other values being the same. */
    public Map<Object, ResolvedRequest> choices(FieldSpec<?> spec) {
        Map<Object, ResolvedRequest> orders = new LinkedHashMap<>();
        for (Object value : OrderValues.choices(spec)) {
            with(Map.of(spec.field(), value)).ifPresent(order -> orders.put(value, order));
        }
        return orders;
    }

    /** Returns a value that no other field has, for as many fields as may be set together. */
    public Map<Field<?>, Object> everything() {
        return together(fields);
    }

    private Map<Field<?>, Object> together(List<FieldSpec<?>> some) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        for (FieldSpec<?> spec : some) {
            OrderValues.distinctive(model, spec).stream()
                    .map(value -> added(values, spec.field(), value))
                    .filter(more -> with(more).isPresent())
                    .findFirst()
                    .ifPresent(values::putAll);
        }
        return values;
    }

    private static Map<Field<?>, Object> added(Map<Field<?>, Object> values, Field<?> field, Object value) {
        Map<Field<?>, Object> more = new LinkedHashMap<>(values);
        more.put(field, value);
        return more;
    }

    /** Returns the order with everything; empty if the model has no field. */
    public Optional<ResolvedRequest> full() {
        return with(everything());
    }

    /** Returns the order with everything whose texts are as long as possible; empty if the model has no field. */
    public Optional<ResolvedRequest> withMaxTexts() {
        Map<Field<?>, Object> values = everything();
        for (FieldSpec<?> spec : fields) {
            OrderValues.maxText(spec)
                    .map(text -> added(values, spec.field(), text))
                    .filter(more -> with(more).isPresent())
                    .ifPresent(values::putAll);
        }
        return with(values);
    }

    /** Returns orders with everything, in which each field has each of its odd values at least once. */
    public List<ResolvedRequest> odd() {
        return odd(Integer.MAX_VALUE);
    }

    /**
     * Returns orders with everything, in which each field has an odd value.
     *
     * @param limit the maximum number of orders
     */
    public List<ResolvedRequest> odd(int limit) {
        Map<Field<?>, Object> everything = everything();
        List<FieldSpec<?>> exact = fields.stream()
                .filter(spec -> everything.containsKey(spec.field()))
                .filter(spec -> OrderValues.kind(spec) == OrderValues.ValueKind.EXACT)
                .toList();
        int count = exact.stream()
                .mapToInt(spec -> OrderValues.odd(spec).size())
                .max()
                .orElse(0);
        List<ResolvedRequest> orders = new ArrayList<>();
        for (int i = 0; i < Math.min(count, limit); i++) {
            Map<Field<?>, Object> values = new LinkedHashMap<>(everything);
            for (int each = 0; each < exact.size(); each++) {
                FieldSpec<?> spec = exact.get(each);
                List<Object> odd = OrderValues.odd(spec);
                Map<Field<?>, Object> more =
                        odd.isEmpty() ? values : added(values, spec.field(), odd.get((i + each * SHIFT) % odd.size()));
                if (with(more).isPresent()) {
                    values = more;
                }
            }
            with(values).ifPresent(orders::add);
        }
        return orders;
    }

    /**
     * Returns orders that together have every listed choice of every field whose text on the wire is selected. Each has
     * as many of them as possible.
     */
    public List<ResolvedRequest> listed(Predicate<String> selected) {
        Map<FieldSpec<?>, List<Object>> left = new LinkedHashMap<>();
        fields.stream()
                .filter(spec -> !spec.choices().isEmpty())
                .forEach(spec -> left.put(spec, new ArrayList<>(choices(spec, selected))));
        List<ResolvedRequest> orders = new ArrayList<>();
        left.values().removeIf(List::isEmpty);
        while (!left.isEmpty()) {
            Map<Field<?>, Object> values = new LinkedHashMap<>();
            left.forEach((spec, choices) -> choices.stream()
                    .filter(choice -> with(added(values, spec.field(), choice)).isPresent())
                    .findFirst()
                    .ifPresent(choice -> values.put(spec.field(), choice)));
            if (values.isEmpty()) {
                return orders; // the choices that are left need other fields
            }
            left.forEach((spec, choices) -> choices.remove(values.get(spec.field())));
            left.values().removeIf(List::isEmpty);
            with(values).ifPresent(orders::add);
        }
        return orders;
    }

    private List<Object> choices(FieldSpec<?> spec, Predicate<String> selected) {
        return choices(spec).entrySet().stream()
                .filter(choice ->
                        choice.getValue().wire(spec.field()).filter(selected).isPresent())
                .<Object>map(Map.Entry::getKey)
                .toList();
    }

    /** Returns orders such that for any two fields one is set and the other is not, and the other way round. */
    public List<ResolvedRequest> subsets() {
        List<FieldSpec<?>> optional =
                fields.stream().filter(spec -> !spec.required()).toList();
        List<ResolvedRequest> orders = new ArrayList<>();
        for (int bit = 1; bit < 2 * optional.size(); bit *= 2) {
            for (boolean set : List.of(true, false)) {
                List<FieldSpec<?>> some = new ArrayList<>();
                for (int i = 0; i < optional.size(); i++) {
                    if (((i & bit) != 0) == set) {
                        some.add(optional.get(i));
                    }
                }
                if (!some.isEmpty()) {
                    with(together(some)).ifPresent(orders::add);
                }
            }
        }
        return orders;
    }

    /**
     * Returns orders for all pairs of values that may change the price: choices, and the ends of the ranges of numbers.
     * Pairs with the resolution or the duration are first.
     *
     * @param limit the maximum number of orders
     */
    public List<ResolvedRequest> pairs(int limit) {
        List<FieldSpec<?>> priced = fields.stream()
                .filter(spec -> !spec.field().equals(Field.SEED))
                .filter(spec -> !OrderValues.ends(spec).isEmpty())
                .sorted(Comparator.comparingInt(OrderVariants::rank))
                .toList();
        Map<String, ResolvedRequest> orders = new LinkedHashMap<>();
        minimalAndFull().forEach(order -> orders.put(order.formatted().toString(), order));
        for (int i = 0; i < priced.size(); i++) {
            for (FieldSpec<?> other : priced.subList(Math.min(i + 1, priced.size() - 1), priced.size())) {
                for (Object value : OrderValues.ends(priced.get(i))) {
                    for (Object another : OrderValues.ends(other)) {
                        if (orders.size() >= limit) {
                            return List.copyOf(orders.values());
                        }
                        with(added(Map.of(priced.get(i).field(), value), other.field(), another))
                                .ifPresent(order -> orders.put(order.formatted().toString(), order));
                    }
                }
            }
        }
        return List.copyOf(orders.values());
    }

    private List<ResolvedRequest> minimalAndFull() {
        List<ResolvedRequest> orders = new ArrayList<>(List.of(minimal()));
        full().ifPresent(orders::add);
        return orders;
    }

    private static int rank(FieldSpec<?> spec) {
        return spec.field().equals(Field.RESOLUTION) ? 0 : spec.field().equals(Field.DURATION) ? 1 : 2;
    }
}
