package io.github.reel4j.testkit.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.Operation;
import java.net.URI;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** RC-209 and RC-210: single values, of models with many fields. */
final class OrderValueMutants {

    /** A vendor of image-to-video. */
    static final AcmeStyle FRAMES = AcmeStyle.defaultStyle().operations(Operation.IMAGE_TO_VIDEO);

    private OrderValueMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                text("strips the prompt", "prompt", String::strip),
                text("strips the negative prompt", "negative_prompt", String::strip),
                text("joins the lines of a prompt", "prompt", text -> text.replaceAll("\\R", " ")),
                text("escapes quotes in a prompt twice", "prompt", text -> text.replace("\"", "\\\"")),
                text(
                        "escapes HTML in a prompt",
                        "prompt",
                        text -> text.replace("&", "&amp;").replace("<", "&lt;")),
                text(
                        "cuts a prompt at 500 characters",
                        "prompt",
                        text -> text.substring(0, Math.min(500, text.length()))),
                text("normalises a prompt", "prompt", text -> Normalizer.normalize(text, Normalizer.Form.NFC)),
                text("drops emoji of a prompt", "prompt", text -> text.replaceAll("[\\x{10000}-\\x{10ffff}]", "")),
                text("replaces double blanks of a prompt", "prompt", text -> text.replaceAll(" {2,}", " ")),
                text("adds words to a prompt", "prompt", text -> text + ", masterpiece"),
                text("writes a prompt in lower case", "prompt", text -> text.toLowerCase(Locale.ROOT)),
                text("decodes a prompt as a URL", "prompt", text -> text.replace("%20", " ")),
                text("drops Unicode line separators", "prompt", text -> text.replace("\u2028", "\n")),
                text(
                        "drops control characters of a prompt",
                        "prompt",
                        text -> text.replaceAll("[\u0000-\u0008\u000e-\u001f]", "")),
                text("drops the query of an image", "image", url -> url.replaceAll("\\?.*", "")),
                text("drops the fragment of an image", "image", url -> url.replaceAll("#.*", "")),
                text("decodes an image", "image", url -> url.replace("%20", " ")),
                text("escapes an image twice", "image", url -> url.replace("%", "%25")),
                text(
                        "normalises an image",
                        "image",
                        url -> URI.create(url).normalize().toString()),
                text("writes escapes of an image in upper case", "image", url -> url.replace("%c3", "%C3")),
                text("drops the query of a last image", "last_image", url -> url.replaceAll("\\?.*", "")),
                text("sends a rounded guidance scale", "guidance_scale", text -> text.replaceAll("\\..*", "")),
                seed("sends the seed without its sign", Math::abs),
                seed("casts the seed to an int", seed -> (long) (int) (long) seed),
                seed("casts the seed to a double", seed -> (long) (double) seed),
                seed("sends no seed below 0", seed -> Math.max(0, seed)),
                seed("sends a seed modulo 2^31", seed -> seed & Integer.MAX_VALUE),
                order("sends the image as the last image", order -> swapped(order, "image", "last_image")),
                order("swaps prompt and negative prompt", order -> swapped(order, "prompt", "negative_prompt")),
                order("swaps 2 flags", order -> swapped(order, "watermark", "loop")),
                order("swaps 2 numbers", order -> swapped(order, "num_inference_steps", "guidance_scale")),
                order("inverts a flag", order -> changed(order, "loop", text -> String.valueOf(!text.equals("true")))),
                order(
                        "sends the image as last image too",
                        order -> order.has("last_image")
                                ? order
                                : order.put("last_image", order.path("image").asText())),
                order("sends a seed of its own", order -> order.has("seed") ? order : order.put("seed", 42)),
                order(
                        "sends a flag that was not set",
                        order -> order.has("enable_safety_checker")
                                ? order
                                : order.put("enable_safety_checker", "true")),
                order(
                        "sends a ratio that was not set",
                        order -> order.has("aspect_ratio") ? order : order.put("aspect_ratio", "16:9")),
                order(
                        "drops the 3rd choice of 4",
                        order -> changed(order, "quality", text -> text.equals("high") ? "maximum" : text)),
                order(
                        "swaps 2 choices",
                        order -> changed(
                                order,
                                "quality",
                                text -> text.equals("high") ? "medium" : text.equals("medium") ? "high" : text)),
                order(
                        "drops a false flag",
                        order -> order.path("enable_safety_checker").asText().equals("false")
                                ? without(order, "enable_safety_checker")
                                : order),
                order(
                        "drops the seed if there is a negative prompt",
                        order -> order.has("negative_prompt") ? without(order, "seed") : order),
                order(
                        "drops the last image if there is no prompt",
                        order -> order.has("prompt") ? order : without(order, "last_image")),
                order("drops a seed of 0", order -> order.path("seed").asLong(1) == 0 ? without(order, "seed") : order),
                order(
                        "sends another model than ordered",
                        order -> order.path("model").asText().equals(AcmeFrames.DRAFT)
                                ? order.put("model", AcmeFrames.FRAMES)
                                : order),
                order(
                        "swaps 2 models",
                        order -> order.put(
                                "model",
                                order.path("model").asText().equals(AcmeFrames.DRAFT)
                                        ? AcmeFrames.FRAMES
                                        : order.path("model").asText().equals(AcmeFrames.FRAMES)
                                                ? AcmeFrames.DRAFT
                                                : AcmeFrames.FREE)),
                tampered(
                        "RC-209",
                        "animates instead of replacing",
                        AcmeStyle.defaultStyle().operations(Operation.ANIMATE, Operation.REPLACE),
                        order -> order.put("mode", "animate")),
                tampered(
                        "RC-209",
                        "swaps image and video",
                        AcmeStyle.defaultStyle().operations(Operation.ANIMATE),
                        order -> swapped(order, "image", "video")),
                memory("sends the seed of the order before"));
    }

    private static ContractMutant order(String name, UnaryOperator<ObjectNode> tamper) {
        return tampered("RC-209", name, FRAMES, tamper);
    }

    private static ContractMutant tampered(
            String rule, String name, AcmeStyle style, UnaryOperator<ObjectNode> tamper) {
        return new ContractMutant(
                name, Set.of(rule), style, (right, config) -> Acme.provider(config, style, tamper, Map.of()));
    }

    private static ContractMutant text(String name, String field, UnaryOperator<String> change) {
        return order(name, order -> changed(order, field, change));
    }

    private static ContractMutant seed(String name, UnaryOperator<Long> change) {
        return order(
                name,
                order -> order.has("seed")
                        ? order.put("seed", change.apply(order.path("seed").asLong()))
                        : order);
    }

    private static ContractMutant memory(String name) {
        return new ContractMutant(name, Set.of("RC-209", "RC-604"), FRAMES, (right, config) -> {
            JsonNode[] before = new JsonNode[1];
            return Acme.provider(
                    config,
                    FRAMES,
                    order -> {
                        JsonNode seed = order.get("seed");
                        if (seed != null && before[0] != null) {
                            order.set("seed", before[0]);
                        }
                        before[0] = seed == null ? before[0] : seed;
                        return order;
                    },
                    Map.of());
        });
    }

    static ObjectNode changed(ObjectNode order, String field, UnaryOperator<String> change) {
        return order.has(field)
                ? order.put(field, change.apply(order.path(field).asText()))
                : order;
    }

    private static ObjectNode swapped(ObjectNode order, String one, String other) {
        JsonNode first = order.remove(one);
        JsonNode second = order.remove(other);
        if (first != null) {
            order.set(other, first);
        }
        if (second != null) {
            order.set(one, second);
        }
        return order;
    }

    private static ObjectNode without(ObjectNode order, String field) {
        order.remove(field);
        return order;
    }
}
