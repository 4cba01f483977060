package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.submit;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** RC-201, RC-209, RC-210 and RC-702: what is sent, and what is answered when all goes well. */
final class OrderMutants {

    private OrderMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                task(
                        "names another provider in its tasks",
                        task -> new TaskRef(
                                ProviderId.of("acme-eu"),
                                task.operation(),
                                task.endpoint(),
                                task.id(),
                                task.fingerprint(),
                                task.submittedAt())),
                task(
                        "names another operation in its tasks",
                        task -> new TaskRef(
                                task.provider(),
                                Operation.REPLACE,
                                task.endpoint(),
                                task.id(),
                                task.fingerprint(),
                                task.submittedAt())),
                task(
                        "forgets which order a task is of",
                        task -> new TaskRef(
                                task.provider(),
                                task.operation(),
                                task.endpoint(),
                                task.id(),
                                "0",
                                task.submittedAt())),
                // the second order is not reported, but RC-803 counts it too
                wrong(
                        Set.of("RC-201", "RC-803"),
                        "submits twice, and returns the first task only",
                        (right, config) -> right.generator(request -> right.generator()
                                .submit(request)
                                .peek(task -> {
                                    if (request.callback().isEmpty()) {
                                        right.generator().submit(request);
                                    }
                                }))),
                wrong("RC-201", "keeps the vendor's ids in memory, and hands out numbers", (right, config) -> {
                    Map<String, TaskRef> known = new ConcurrentHashMap<>();
                    return right.generator(request -> right.generator()
                                    .submit(request)
                                    .map(task -> {
                                        TaskRef mine = WrongBehaviors.withId(
                                                request, "n" + task.id().hashCode());
                                        known.put(mine.id(), task);
                                        return mine;
                                    }))
                            .tracker(task -> right.tracker()
                                    .status(Optional.ofNullable(known.get(task.id()))
                                            .map(real -> new TaskRef(
                                                    task.provider(),
                                                    task.operation(),
                                                    task.endpoint(),
                                                    real.id(),
                                                    task.fingerprint(),
                                                    task.submittedAt()))
                                            .orElse(task))
                                    .mapLeft(failure -> failure.withTask(task))
                                    .map(status -> StatusBodies.about(status, task)));
                }),
                order("RC-209", "drops the negative prompt", order -> without(order, "negative_prompt")),
                order("RC-209", "drops the size", order -> without(order, "resolution")),
                order("RC-209", "drops a field that only this vendor has", order -> without(order, "mood")),
                order("RC-209", "misspells the negative prompt", order -> {
                    JsonNode text = order.remove("negative_prompt");
                    return text == null ? order : order.set("negative_promt", text);
                }),
                order(
                        "RC-209",
                        "writes what is not ASCII as question marks",
                        order -> order.has("prompt")
                                ? order.put(
                                        "prompt", order.get("prompt").asText().replaceAll("[^\\x00-\\x7f]", "?"))
                                : order),
                order(
                        "RC-209",
                        "sends the seed as a text",
                        order -> order.has("seed")
                                ? order.put("seed", order.get("seed").asText())
                                : order),
                order("RC-209", "drops the seed", order -> without(order, "seed")),
                order("RC-209", "sends a prompt of its own", order -> order.put("prompt", "a video")),
                order(
                        "RC-209",
                        "cuts the prompt",
                        order -> order.put(
                                "prompt", order.path("prompt").asText().substring(0, 8))),
                order(
                        "RC-209",
                        "sends the negative prompt as the prompt",
                        order -> order.has("negative_prompt")
                                ? order.put(
                                        "prompt", order.path("negative_prompt").asText())
                                : order),
                order(
                        "RC-209",
                        "rounds the seed",
                        order -> order.has("seed")
                                ? order.put("seed", order.path("seed").asLong() / 1000 * 1000)
                                : order),
                order(
                        "RC-210",
                        "sends seed -1 for any seed, which only the other model accepts",
                        order -> isPro(order) && !order.has("seed") ? order.put("seed", -1) : order),
                order(
                        "RC-210",
                        "sends an empty negative prompt, which only the other model accepts",
                        order -> isPro(order) && !order.has("negative_prompt")
                                ? order.put("negative_prompt", "")
                                : order),
                order(
                        "RC-210",
                        "sends a size that only the other model accepts",
                        order -> isPro(order) && !order.has("seed") ? order.put("resolution", "auto") : order),
                order(
                        "RC-210",
                        "sends an undocumented field that the vendor ignores",
                        order -> isPro(order) && !order.has("seed") ? order.put("watermark", "none") : order),
                // the preview shows what is sent
                wrong(
                        Set.of("RC-604", "RC-702"),
                        "sends the key in the body",
                        (right, config) -> Acme.provider(
                                config,
                                AcmeStyle.defaultStyle(),
                                order -> config.apiKey()
                                        .map(key -> order.put("api_key", key.reveal()))
                                        .orElse(order),
                                Map.of())),
                wrong(
                        "RC-702",
                        "sends the key in the address of a poll",
                        (right, config) -> Acme.provider(
                                config,
                                AcmeStyle.defaultStyle(),
                                order -> order,
                                config.apiKey()
                                        .map(key -> Map.of("key", key.reveal()))
                                        .orElse(Map.of()))));
    }

    private static ContractMutant task(String name, UnaryOperator<TaskRef> exchange) {
        return submit("RC-201", name, (right, request) -> right.submit(request).map(exchange));
    }

    private static ContractMutant order(String rule, String name, UnaryOperator<ObjectNode> tamper) {
        return wrong(rule, name, (right, config) -> Acme.provider(config, AcmeStyle.defaultStyle(), tamper, Map.of()));
    }

    private static boolean isPro(ObjectNode order) {
        return order.path("model").asText().equals(AcmeModels.PRO);
    }

    private static ObjectNode without(ObjectNode order, String field) {
        order.remove(field);
        return order;
    }
}
