package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.OrderValueMutants.FRAMES;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.spi.ProviderConfig;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** RC-604: previews that differ from what is sent. */
final class PreviewMutants {

    private PreviewMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                body("shows another size than it sends", (order, body) -> body.replace("\"720p\"", "\"480p\"")),
                body("shows no callback URL", (order, body) -> body.replaceAll(",\"notify\":\"[^\"]*\"", "")),
                body(
                        "hides the prompt",
                        (order, body) -> order.get(Field.PROMPT).isPresent()
                                ? body.replaceAll("\"prompt\":\"(\\\\.|[^\"])*\"", "\"prompt\":\"***\"")
                                : body),
                body("shows no seed", (order, body) -> body.replaceAll(",\"seed\":-?\\d+", "")),
                body("shows only ASCII", (order, body) -> body.replaceAll("[^\\x00-\\x7f]", "?")),
                body("shows the model's name without its variant", (order, body) -> body.replace("-draft", "")),
                previewMutant(
                        "shows another method",
                        (order, shown) -> new WireRequest("PUT", shown.url(), shown.headers(), shown.body())),
                previewMutant(
                        "shows another path",
                        (order, shown) -> new WireRequest(
                                shown.method(),
                                URI.create(shown.url().toString().replace("/jobs", "/videos")),
                                shown.headers(),
                                shown.body())),
                previewMutant(
                        "shows the public host",
                        (order, shown) -> new WireRequest(
                                shown.method(),
                                URI.create(
                                        "https://api.acme.example" + shown.url().getPath()),
                                shown.headers(),
                                shown.body())),
                previewMutant(
                        "shows a query that it does not send",
                        (order, shown) -> new WireRequest(
                                shown.method(), URI.create(shown.url() + "?dry-run=1"), shown.headers(), shown.body())),
                previewMutant("shows no media type", (order, shown) -> {
                    Map<String, String> headers = new LinkedHashMap<>(shown.headers());
                    headers.keySet().removeIf(name -> name.equalsIgnoreCase("content-type"));
                    return new WireRequest(shown.method(), shown.url(), headers, shown.body());
                }),
                previewMutant("shows a header that it does not send", (order, shown) -> {
                    Map<String, String> headers = new LinkedHashMap<>(shown.headers());
                    headers.put("X-Acme-Mode", "preview");
                    return new WireRequest(shown.method(), shown.url(), headers, shown.body());
                }),
                keyless("throws without a key", (order, config) -> {
                    throw new IllegalStateException("no key");
                }),
                keyless("fetches a trial key if it has none", (order, config) -> {
                    Http.get(config, "/trial");
                    return Optional.empty();
                }));
    }

    private static ContractMutant body(String name, BiFunction<ResolvedRequest, String, String> change) {
        return previewMutant(
                name,
                (order, shown) -> new WireRequest(
                        shown.method(), shown.url(), shown.headers(), change.apply(order, shown.body())));
    }

    private static ContractMutant previewMutant(
            String name, BiFunction<ResolvedRequest, WireRequest, WireRequest> change) {
        return new ContractMutant(
                name,
                Set.of("RC-604"),
                FRAMES,
                (right, config) -> right.preview(
                        right.preview().map(preview -> order -> change.apply(order, preview.preview(order)))));
    }

    private static ContractMutant keyless(
            String name, BiFunction<ResolvedRequest, ProviderConfig, Optional<WireRequest>> instead) {
        return new ContractMutant(
                name,
                Set.of("RC-604"),
                FRAMES,
                (right, config) -> config.apiKey().isPresent()
                        ? right
                        : right.preview(right.preview()
                                .map(preview -> order ->
                                        instead.apply(order, config).orElseGet(() -> preview.preview(order)))));
    }
}
