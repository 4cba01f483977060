package io.github.reel4j.provider.apixo;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import java.net.URI;
import java.util.Optional;

/** Puts an order into Apixo's words. An order that names a callback address of its own keeps it. Pure. */
final class ApixoMapper {

    private ApixoMapper() {}

    static ApixoApi.Order order(ResolvedRequest request) {
        Optional<String> own = request.get(ApixoModels.CALLBACK_URL);
        Optional<String> ours =
                own.isPresent() ? Optional.empty() : request.callback().map(URI::toString);
        return new ApixoApi.Order(
                ours.isPresent()
                        ? "callback"
                        : request.get(ApixoModels.REQUEST_TYPE).orElse(null),
                own.or(() -> ours).orElse(null),
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
