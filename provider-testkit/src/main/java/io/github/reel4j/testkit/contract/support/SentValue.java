package io.github.reel4j.testkit.contract.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ResolvedRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text, URL or number of an order, as it may be found in a request.
 *
 * @param text the portable form
 * @param number the value of a number; empty for texts
 * @param others the other values of the order, in all their spellings
 */
public record SentValue(String text, Optional<BigDecimal> number, List<String> others) {

    public SentValue {
        others = List.copyOf(others);
    }

    /** Returns the value of a field that the order has. */
    public static SentValue of(ResolvedRequest order, Field<?> field) {
        Object value = order.get(field).orElseThrow();
        List<String> others = order.model().fields().stream()
                .map(spec -> spec.field())
                .filter(other -> !other.equals(field))
                .flatMap(other -> spellings(order, other))
                .filter(other -> !other.isEmpty())
                .toList();
        return new SentValue(
                order.formatted().getOrDefault(field.name(), ""),
                value instanceof Number count ? Optional.of(new BigDecimal(count.toString())) : Optional.empty(),
                others);
    }

    /** Returns a text that stands alone. */
    public static SentValue of(String text) {
        return new SentValue(text, Optional.empty(), List.of());
    }

    /** Returns whether a body contains the value anywhere. */
    public boolean isIn(JsonNode body) {
        if (!body.isContainerNode()) {
            return isAt(body.asText()) || body.asText().contains(text);
        }
        for (JsonNode each : body) {
            if (isIn(each)) {
                return true;
            }
        }
        return false;
    }

    private static Stream<String> spellings(ResolvedRequest order, Field<?> field) {
        return Stream.concat(
                order.wire(field).stream(),
                Optional.ofNullable(order.formatted().get(field.name())).stream());
    }

    /**
     * Returns whether {@code found} is this value: the same text, the same URL, the same number in any notation, or a
     * text that contains it together with other values of the order, as some vendors take them.
     */
    public boolean isAt(String found) {
        return found.equals(text)
                || number.map(value -> isNumber(found, value)).orElseGet(() -> isSameUrl(found))
                || isCombined(found);
    }

    /** Returns whether one of the values of a request is this one. */
    public boolean isAtAnyOf(Map<String, String> values) {
        return values.values().stream().anyMatch(this::isAt);
    }

    /** Returns whether the value says nothing: an empty text, or the default of the vendor. */
    public boolean mayBeOmitted(Optional<?> fallback) {
        return text.isEmpty()
                || fallback.map(Object::toString).filter(text::equals).isPresent();
    }

    private static boolean isNumber(String found, BigDecimal value) {
        try {
            return found.length() < 200 && new BigDecimal(found).compareTo(value) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean isSameUrl(String found) {
        try {
            return text.startsWith("http") && URI.create(text).toASCIIString().equals(found);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isCombined(String found) {
        int start = found.indexOf(text);
        if (start < 0 || text.isEmpty()) {
            return false;
        }
        String rest = found.substring(0, start) + found.substring(start + text.length());
        return others.stream().anyMatch(rest::contains);
    }
}
