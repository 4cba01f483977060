package io.github.reel4j.project.nimbus;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ResolvedRequest;
import java.net.URI;
import java.time.Duration;

/** Maps orders to request bodies, and responses to cancellations to their outcome. */
final class NimbusRequestMapper {

    private NimbusRequestMapper() {}

    static NimbusApi.Order order(ResolvedRequest request) {
        return new NimbusApi.Order(
                new NimbusApi.Order.Scene(
                        request.get(Field.PROMPT).orElse(null),
                        request.get(Field.NEGATIVE_PROMPT).orElse(null),
                        request.get(Field.IMAGE).map(NimbusApi.Order.Start::new).orElse(null)),
                new NimbusApi.Order.Output(
                        request.model().id(),
                        request.wire(Field.RESOLUTION).orElse(null),
                        request.get(Field.DURATION).map(Duration::toSeconds).orElse(null),
                        request.get(Field.SEED).orElse(null)),
                request.callback().map(URI::toString).orElse(null));
    }

    static CancelOutcome outcome(NimbusApi.Stop stop) {
        return new CancelOutcome(
                Boolean.TRUE.equals(stop.late())
                        ? CancelOutcome.Effect.ALREADY_FINISHED
                        : CancelOutcome.Effect.CANCELLED,
                Boolean.FALSE.equals(stop.charged()) ? BillingStatus.NOT_BILLED : BillingStatus.BILLED);
    }
}
