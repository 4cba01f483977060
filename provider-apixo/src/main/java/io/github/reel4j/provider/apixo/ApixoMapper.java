package io.github.reel4j.provider.apixo;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;

/** Puts an order into Apixo's words. Pure. */
final class ApixoMapper {

    private ApixoMapper() {}

    static ApixoApi.Order order(ResolvedRequest request) {
        return new ApixoApi.Order(
                request.get(ApixoModels.REQUEST_TYPE).orElse(null),
                request.get(ApixoModels.CALLBACK_URL).orElse(null),
                request.get(ApixoModels.PROVIDER).orElse(null),
                new ApixoApi.Order.Input(
                        request.get(ApixoModels.MODE).orElse(null),
                        request.operation() == Operation.REPLACE ? "replace" : "animate",
                        request.get(Field.IMAGE).stream().toList(),
                        request.get(Field.VIDEO).stream().toList(),
                        request.get(Field.PROMPT).orElse(null),
                        request.wire(Field.RESOLUTION).orElse(null),
                        request.get(Field.SEED).orElse(null)));
    }
}
