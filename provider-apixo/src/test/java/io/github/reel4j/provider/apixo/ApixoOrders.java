package io.github.reel4j.provider.apixo;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.AnimateRequest.Behavior;
import io.github.reel4j.model.Operation;
import java.util.List;

/** Creates an order of each operation with only the required fields. */
final class ApixoOrders {

    static final List<Operation> OPERATIONS = List.of(Operation.ANIMATE, Operation.REPLACE);

    static final String IMAGE = "https://example.com/character.png";
    static final String VIDEO = "https://example.com/motion.mp4";

    private ApixoOrders() {}

    static AnimateRequest.Builder of(Operation operation) {
        return operation == Operation.REPLACE ? animate().behavior(Behavior.REPLACE) : animate();
    }

    static AnimateRequest.Builder animate() {
        return AnimateRequest.builder().image(IMAGE).video(VIDEO);
    }
}
