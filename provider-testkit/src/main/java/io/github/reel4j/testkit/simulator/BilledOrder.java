package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.Money;
import java.time.Duration;
import java.util.Optional;

/**
 * An order that the vendor accepted and therefore bills.
 *
 * @param taskId the vendor's id of the task
 * @param operation the vendor's name of the operation, for example {@code i2v}
 * @param path the path that the order was sent to
 * @param model the model of the order, if the service has several
 * @param resolution as ordered, or the documented default; for example {@code 1080P} or {@code 640*480}
 * @param length the duration of the finished video
 * @param price the documented price; empty if there is none
 * @param body the JSON body as received
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
