package io.github.reel4j.examples.shop.web;

import io.github.reel4j.examples.shop.ShopProperties;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** The demo's controls of the simulators. Real vendors have a console for this, so it exists only with simulators. */
@RestController
@ConditionalOnProperty("shop.simulators")
class SimulatorController {

    private final RestClient simulators;

    SimulatorController(ShopProperties properties) {
        URI url = Objects.requireNonNull(properties.simulators(), "shop.simulators");
        this.simulators = RestClient.create(url);
    }

    /** What a vendor's console would show: a task that the vendor bills. It has no prompt and no URL. */
    record SimulatedTask(String provider, String task, String model) {}

    /**
     * A fault of the next order.
     *
     * @param provider the vendor to which the order must go
     * @param fault the name of a fault
     */
    record FaultRequest(String provider, String fault) {}

    @GetMapping("/api/simulators/tasks")
    List<SimulatedTask> tasks() {
        List<SimulatedTask> tasks = simulators
                .get()
                .uri("/tasks")
                .retrieve()
                .body(new ParameterizedTypeReference<List<SimulatedTask>>() {});
        return tasks == null ? List.of() : tasks;
    }

    @PostMapping("/api/simulators/faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addFault(@RequestBody FaultRequest fault) {
        simulators.post().uri("/faults").body(fault).retrieve().toBodilessEntity();
    }
}
