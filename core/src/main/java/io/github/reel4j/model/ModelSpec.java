package io.github.reel4j.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One model of one provider for one operation: its fields, defaults, constraints and prices, each with its place in the
 * vendor's document. Immutable. Request resolution, validation, pricing, the generated tables and the contract suite
 * read it.
 */
@Value.Immutable
@CoreStyle
public interface ModelSpec {

    /** How completely the vendor documents a model. */
    enum Availability {
        /** The model is documented completely. */
        DOCUMENTED,
        /** The model can be ordered, but part of its API is inferred. {@link ModelSpec#note()} says which part. */
        INFERRED,
        /** The model is on the price list only and cannot be ordered. */
        PRICED_ONLY
    }

    /** Returns the operation that the model performs. */
    Operation operation();

    /** Returns the vendor's id of the model, for example {@code wan2.2-t2v-plus}. */
    String id();

    /** Returns how completely the model is documented. Defaults to {@link Availability#DOCUMENTED}. */
    @Value.Default
    default Availability availability() {
        return Availability.DOCUMENTED;
    }

    /**
     * Returns whether this model is used for requests that name no model. Exactly one model per operation is
     * recommended.
     */
    @Value.Default
    default boolean recommended() {
        return false;
    }

    /**
     * Returns the field that makes this model the one for requests that set the field and name no model, if the
     * recommended model of the operation does not have it: for example {@link Field#LAST_IMAGE}. Defaults to empty.
     */
    Optional<Field<?>> recommendedWith();

    /** Returns the fields of the model, in display order. */
    List<FieldSpec<?>> fields();

    /** Returns the price list of the model; empty if no document states a price. */
    List<PriceRow> prices();

    /** Returns a remark that users should read before they order. */
    Optional<String> note();

    /** Returns the lower end of the typical time from submission to the finished video, if it is known. */
    Optional<Duration> typicalMin();

    /** Returns the upper end of the typical time from submission to the finished video, if it is known. */
    Optional<Duration> typicalMax();

    /** Returns where the vendor's document describes the model. */
    DocumentAnchor source();

    /** Returns the specification of {@code field}; empty if the model has no such field. */
    @SuppressWarnings("unchecked") // a spec has the type of its field
    default <T> Optional<FieldSpec<T>> field(Field<T> field) {
        for (FieldSpec<?> spec : fields()) {
            if (spec.field().equals(field)) {
                return Optional.of((FieldSpec<T>) spec);
            }
        }
        return Optional.empty();
    }

    /** Returns a new, empty builder of models. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * A mutable builder of models. Not thread-safe. Setters throw {@link NullPointerException} for null.
     * {@code build()} throws {@link IllegalStateException} if a required value is missing.
     */
    final class Builder extends ImmutableModelSpec.Builder {}
}
