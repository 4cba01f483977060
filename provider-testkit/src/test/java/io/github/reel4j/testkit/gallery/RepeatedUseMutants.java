package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.LeakMutants.keyOf;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.spi.ProviderConfig;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** RC-102 to RC-904: tables, prices and keys that go wrong after other calls, or with other orders. */
final class RepeatedUseMutants {

    private static final Logger WIRE = Logger.getLogger("com.acme.wire");
    private static final int CUT = 900;

    private RepeatedUseMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                wrong("RC-102", "hides its second model after a limit of it", (right, config) -> {
                    Set<String> limited = ConcurrentHashMap.newKeySet();
                    return right.generator(order -> right.generator()
                                    .submit(order)
                                    .peekLeft(failure -> {
                                        if (failure.kind() == FailureKind.RATE_LIMITED) {
                                            limited.add(order.model().id());
                                        }
                                    }))
                            .table(() -> right.models().stream()
                                    .filter(model -> !limited.contains(model.id())
                                            || model.id().equals(AcmeModels.PLAIN))
                                    .toList());
                }),
                wrong(
                        "RC-103",
                        "asks for a trial if an order without a key has a seed",
                        (right, config) -> right.generator(order -> {
                            if (config.apiKey().isEmpty()
                                    && order.get(Field.SEED).isPresent()) {
                                Http.get(config, "/trial");
                            }
                            return right.generator().submit(order);
                        })),
                wrong("RC-602", "estimates less after a failed task", (right, config) -> {
                    AtomicBoolean failed = new AtomicBoolean();
                    return right.tracker(task -> right.tracker().status(task).peek(status -> {
                                if (status instanceof TaskStatus.Failed) {
                                    failed.set(true);
                                }
                            }))
                            .pricing(order -> right.pricing().estimate(order) instanceof Estimate.Known known
                                            && failed.get()
                                    ? new Estimate.Known(
                                            known.money().times(new BigDecimal("0.9")), known.basis(), known.source())
                                    : right.pricing().estimate(order));
                }),
                wrong(
                        "RC-604",
                        "shows the first 900 characters of a body",
                        (right, config) -> right.preview(right.preview().map(preview -> order -> {
                            WireRequest shown = preview.preview(order);
                            String body = shown.body();
                            return new WireRequest(
                                    shown.method(),
                                    shown.url(),
                                    shown.headers(),
                                    body.substring(0, Math.min(CUT, body.length())));
                        }))),
                submitLogging(
                        "logs the key at FINER with the logger of its wire", key -> WIRE.finer(() -> "key " + key)),
                tampered(
                        Set.of("RC-221", "RC-604", "RC-702"),
                        "adds the key in base64 to the callback URL",
                        (config, url) -> url
                                + "?k="
                                + Base64.getUrlEncoder()
                                        .encodeToString(keyOf(config).getBytes(StandardCharsets.US_ASCII))),
                tampered(
                        Set.of("RC-722"),
                        "adds half of the secret to the fragment of the callback URL",
                        (config, url) -> url + "#"
                                + config.text("callback-secret")
                                        .map(text -> text.substring(text.length() / 2))
                                        .orElse("")),
                wrong("RC-703", "cancels without a key at the second time", (right, config) -> {
                    TaskCanceller canceller = right.canceller().orElseThrow();
                    Set<String> cancelled = ConcurrentHashMap.newKeySet();
                    return right.canceller(task -> {
                        if (config.apiKey().isEmpty() && !cancelled.add(task.id())) {
                            Http.get(config, "/jobs/" + task.id());
                        }
                        return canceller.cancel(task);
                    });
                }),
                wrong("RC-704", "polls with the key of its first poll", (right, config) -> {
                    Map<String, StatusTracker> first = new ConcurrentHashMap<>();
                    return right.tracker(task -> config.apiKey().isEmpty()
                            ? right.tracker().status(task)
                            : first.computeIfAbsent(
                                            "first",
                                            any -> Acme.provider(
                                                            RenamedKeys.of(config, keyOf(config)),
                                                            AcmeStyle.defaultStyle())
                                                    .tracker())
                                    .status(task));
                }),
                new ContractMutant(
                        "reports a callback as unreadable while the keys cannot be fetched",
                        Set.of("RC-721"),
                        AcmeStyle.defaultStyle().abilities(AcmeStyle.Abilities.PUBLIC_KEYS),
                        (right, config) -> right.callbacks(new LeakMutants.Callbacks(
                                right.callbacks().orElseThrow(),
                                failure -> kind(FailureKind.UNAVAILABLE).test(failure)
                                        ? as(FailureKind.UNEXPECTED_RESPONSE).apply(failure)
                                        : failure))),
                wrong(Set.of("RC-702", "RC-904"), "asks for a place with the key in the query", (right, config) -> {
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(new LeakMutants.Uploads(uploader, file -> {
                        if (config.apiKey().isPresent()) {
                            Http.get(config, "/place?key=" + keyOf(config));
                        }
                        return uploader.upload(file);
                    }));
                }));
    }

    private interface UrlChange {
        String apply(ProviderConfig config, String url);
    }

    private static ContractMutant tampered(Set<String> rules, String name, UrlChange change) {
        return wrong(
                rules,
                name,
                (right, config) -> Acme.provider(
                        config,
                        AcmeStyle.defaultStyle(),
                        order -> order.has("notify")
                                ? order.put(
                                        "notify",
                                        change.apply(
                                                config, order.path("notify").asText()))
                                : order,
                        Map.of()));
    }

    private interface Log {
        void write(String key);
    }

    private static ContractMutant submitLogging(String name, Log log) {
        return wrong(
                "RC-701",
                name,
                (right, config) -> right.generator(order -> {
                    log.write(keyOf(config));
                    return right.generator().submit(order);
                }));
    }
}
