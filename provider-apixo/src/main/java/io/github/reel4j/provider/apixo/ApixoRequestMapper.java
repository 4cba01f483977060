package io.github.reel4j.provider.apixo;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import java.net.URI;
import java.util.Optional;

/** Maps an order to Apixo's request. A callback URL of the user precedes that of the client. Stateless. */
final class ApixoRequestMapper {

    private ApixoRequestMapper() {}

    static ApixoApi.Order order(ResolvedRequest request) {
        Optional<String> usersUrl = request.get(ApixoModels.CALLBACK_URL);
        Optional<String> clientsUrl =
                usersUrl.isPresent() ? Optional.empty() : request.callback().map(URI::toString);
        return new ApixoApi.Order(
                clientsUrl.isPresent()
                        ? "callback"
                        : request.get(ApixoModels.REQUEST_TYPE).orElse(null),
                usersUrl.or(() -> clientsUrl).orElse(null),
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
