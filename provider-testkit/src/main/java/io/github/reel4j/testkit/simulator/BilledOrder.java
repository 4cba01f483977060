package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.Money;
import java.time.Duration;
import java.util.Optional;

/**
 * A submit the vendor accepted, hence billed.
 *
 * @param taskId the vendor's id of the task
 * @param operation the vendor's word for what was ordered, for example {@code i2v}
 * @param path where the order was sent
 * @param model the model named in the order, if the service has several
 * @param resolution as ordered or, if the order was silent, the documented default; for example {@code 1080P} or {@code 640*480}
 * @param length of the finished video
 * @param price as printed in the vendor's documents, empty if they print none
 * @param body the body as received
 */
public record BilledOrder(
        String taskId,
        String operation,
        String path,
        Optional<String> model,
        String resolution,
        Duration length,
        Optional<Money> price,
        JsonNode body) {

    BilledOrder withTaskId(String id) {
        return new BilledOrder(id, operation, path, model, resolution, length, price, body);
    }
}
