package io.github.reel4j.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One model of one provider for one operation: what each field takes, what stands in for fields left unset, what it costs, and
 * where the vendor's document says so. It is data; resolving, validation, pricing, the tables in the documents and the contract
 * suite read it.
 */
@Value.Immutable
@CoreStyle
public interface ModelSpec {

    /** How far the vendor's documents carry this model. */
    enum Availability {
        /** Documented whole. */
        DOCUMENTED,
        /** Orderable, but part of the call is deduced, not documented; {@link ModelSpec#note()} says which. */
        INFERRED,
        /** On the price list only: it cannot be ordered. */
        PRICED_ONLY
    }

    Operation operation();

    /** The vendor's name of the model, for example {@code wan2.2-t2v-plus}. */
    String id();

    @Value.Default
    default Availability availability() {
        return Availability.DOCUMENTED;
    }

    /** Whether it is taken when an order names no model; one model per operation is. */
    @Value.Default
    default boolean recommended() {
        return false;
    }

    /** In the order in which they are shown. */
    List<FieldSpec<?>> fields();

    /** Empty where the document has no price. */
    List<Price> prices();

    /** A fact about the model that people should know before they order. */
    Optional<String> note();

    /** Shortest usual time from order to video, as far as anything says so. */
    Optional<Duration> typicalMin();

    Optional<Duration> typicalMax();

    DocumentAnchor source();

    /** What the model does with {@code field}, empty if it has no such field. */
    @SuppressWarnings("unchecked") // a spec has the type of its field
    default <T> Optional<FieldSpec<T>> field(Field<T> field) {
        return fields().stream()
                .filter(spec -> spec.field().equals(field))
                .map(spec -> (FieldSpec<T>) spec)
                .findFirst();
    }

    static Builder builder() {
        return new Builder();
    }

    /** Not thread-safe. */
    final class Builder extends ImmutableModelSpec.Builder {}
}
