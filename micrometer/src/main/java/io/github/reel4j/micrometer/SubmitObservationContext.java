package io.github.reel4j.micrometer;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import java.util.Optional;

/** What is known about the send of an order. */
public final class SubmitObservationContext extends CallObservationContext {

    private final Operation operation;
    private final String model;
    private final Optional<Resolution> resolution;

    SubmitObservationContext(ResolvedRequest request) {
        super(request.provider(), null);
        this.operation = request.operation();
        this.model = request.model().id();
        this.resolution = request.get(Field.RESOLUTION);
    }

    /** Returns the operation that is ordered. */
    public Operation operation() {
        return operation;
    }

    /** Returns the vendor's id of the model. */
    public String model() {
        return model;
    }

    /** Returns the resolution; empty if the model has none to choose. */
    public Optional<Resolution> resolution() {
        return resolution;
    }
}
