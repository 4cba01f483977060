package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.provider.feign.CallbackVerifier;
import io.github.reel4j.provider.feign.JsonCallbackReader;
import io.github.reel4j.provider.feign.SignatureFormat;
import io.github.reel4j.provider.feign.SignatureVerifier;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.testkit.simulator.CallbackMessage;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** RC-221, RC-323, RC-324, RC-721 and RC-722: details of callbacks and their signatures. */
final class SignatureMutants {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIGNATURE = "x-acme-signature";
    private static final String TIME = "x-acme-time";
    private static final AcmeStyle EVENTS = AcmeStyle.defaultStyle().abilities(AcmeStyle.Abilities.EVENTS);

    private SignatureMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                url("decodes the callback URL", address -> URI.create(address).getPath()),
                url("drops the query of the callback URL", address -> address.replaceFirst("\\?.*$", "")),
                url(
                        "normalizes the callback URL",
                        address -> URI.create(address).normalize().toString()),
                url("drops a slash at the end of the callback URL", address -> address.replaceFirst("(.)/$", "$1")),
                url("cuts long callback URLs", address -> address.substring(0, Math.min(200, address.length()))),
                events("subscribes to finished tasks only", "done"),
                events("subscribes to running tasks, too", "done,gave_up,stopped,making"),
                events("forgets to subscribe to failed tasks", "done,stopped"),
                reads("RC-323", "knows only tasks of its own orders", (right, config) -> right, true),
                reads(
                        "RC-323",
                        "believes each callback once",
                        (right, config) -> {
                            Map<String, Boolean> seen = new ConcurrentHashMap<>();
                            return new Wrong(
                                    right,
                                    callback -> right.read(callback)
                                            .flatMap(hint -> seen.put(hint.taskId(), true) == null
                                                    ? Either.right(hint)
                                                    : none("read before")));
                        },
                        false),
                reads(
                        "RC-323",
                        "ignores callbacks of failed tasks",
                        (right, config) -> new Wrong(
                                right,
                                callback -> callback.text().contains("gave_up")
                                        ? none("not finished")
                                        : right.read(callback)),
                        false),
                reads(
                        "RC-323",
                        "ignores callbacks of cancelled tasks",
                        (right, config) -> new Wrong(
                                right,
                                callback -> callback.text().contains("stopped")
                                        ? none("not finished")
                                        : right.read(callback)),
                        false),
                loose(
                        "casts the id to a text",
                        body -> node(body).path("job").path("id").toString().replace("\"", "")),
                loose("takes a list of ids for an id", body -> {
                    JsonNode id = node(body).at("/job/id");
                    return id instanceof ArrayNode list ? "ids-" + list.size() : id.asText("");
                }),
                throwing(
                        "throws if the job is no object",
                        body -> node(body).path("job").isTextual()),
                throwing(
                        "throws if the id is an object",
                        body -> node(body).at("/job/id").isObject()),
                throwing(
                        "throws if the state is missing",
                        body -> node(body).path("job").has("id")
                                && !node(body).path("job").has("state")),
                throwing(
                        "throws on an id of more than 65,535 characters",
                        body -> node(body).at("/job/id").asText().length() > 65_535),
                kinds(
                        "reports a null id as a defect",
                        FailureKind.DEFECT,
                        body -> node(body).path("job").has("id")
                                && node(body).at("/job/id").isNull()),
                verify(
                        "compares the first half of a signature",
                        (given, right) -> given.length() == right.length()
                                && given.regionMatches(0, right, 0, right.length() / 2)),
                verify(
                        "compares the second half of a signature",
                        (given, right) -> given.length() == right.length()
                                && given.endsWith(right.substring(right.length() / 2))),
                verify(
                        "accepts a signature that starts as the right one",
                        (given, right) -> given.length() >= 8 && right.startsWith(given)),
                verify("accepts an empty signature", (given, right) -> given.isEmpty() || given.equals(right)),
                verify("looks for the right signature anywhere in the header", (given, right) -> given.contains(right)),
                signs("does not sign the time", (secret, time, body) -> CallbackMessage.hmacSha256(secret, body), true),
                signs(
                        "verifies trimmed bodies",
                        (secret, time, body) -> CallbackMessage.hmacSha256(secret, time + body.strip()),
                        false),
                signs(
                        "verifies bodies without a byte order mark",
                        (secret, time, body) -> CallbackMessage.hmacSha256(secret, time + body.replace("\uFEFF", "")),
                        false),
                signs(
                        "verifies the JSON instead of the bytes",
                        (secret, time, body) -> CallbackMessage.hmacSha256(secret, time + node(body)),
                        false),
                timed("accepts callbacks of the last 2 years", Optional.of(Duration.ofDays(730))),
                timed("does not check the time of a callback", Optional.empty()),
                timed("accepts callbacks of the last minute only", Optional.of(Duration.ofMinutes(1))),
                wrong("RC-721", "does not state the tolerance that it applies", (right, config) -> {
                    CallbackReader reader = right.callbacks().orElseThrow();
                    return right.callbacks(new Wrong(reader, reader::read) {
                        @Override
                        public Optional<Duration> timestampTolerance() {
                            return Optional.empty();
                        }
                    });
                }),
                wrong(
                        "RC-721",
                        "accepts every callback if no secret is set",
                        (right, config) -> right.callbacks(
                                config.text("callback-secret")
                                                .filter(text -> !text.isBlank())
                                                .isPresent()
                                        ? right.callbacks().orElseThrow()
                                        : new Wrong(right.callbacks().orElseThrow(), unverified(config)::read))),
                wrong(
                        "RC-721",
                        "expects header names in lower case",
                        (right, config) -> right.callbacks(new Wrong(
                                right.callbacks().orElseThrow(),
                                callback -> callback.headers().keySet().stream().anyMatch(SIGNATURE::equals)
                                        ? right.callbacks().orElseThrow().read(callback)
                                        : Either.left(VideoFailure.of(FailureKind.BAD_SIGNATURE, "no signature"))))),
                wrong("RC-721", "rejects a callback that it has read before", (right, config) -> {
                    Set<String> seen = ConcurrentHashMap.newKeySet();
                    CallbackReader reader = right.callbacks().orElseThrow();
                    return right.callbacks(new Wrong(
                            reader,
                            callback -> reader.read(callback)
                                    .flatMap(hint -> seen.add(callback.header(SIGNATURE)
                                                                    .orElse("")
                                                            + hint)
                                                    || (callback.headers().containsKey("content-length")
                                                            && !callback.headers()
                                                                    .containsKey("x-forwarded-for"))
                                            ? Either.right(hint)
                                            : Either.left(VideoFailure.of(FailureKind.BAD_SIGNATURE, "replayed")))));
                }),
                wrong(
                        Set.of("RC-722"),
                        "declares signed callbacks as unsigned",
                        (right, config) -> right.callbacks(unverified(config))),
                wrong(
                        "RC-722",
                        "shows the signature that it expects",
                        (right, config) -> right.callbacks(new Wrong(
                                right.callbacks().orElseThrow(),
                                callback -> right.callbacks()
                                        .orElseThrow()
                                        .read(callback)
                                        .mapLeft(failure -> failure.kind() == FailureKind.BAD_SIGNATURE
                                                ? add(
                                                        failure,
                                                        "Expected: "
                                                                + CallbackMessage.hmacSha256(
                                                                        secret(config),
                                                                        callback.header(TIME)
                                                                                        .orElse("")
                                                                                + callback.text()))
                                                : failure)))),
                wrong(
                        "RC-722",
                        "shows the secret of callbacks in its failures",
                        (right, config) -> right.callbacks(new Wrong(
                                right.callbacks().orElseThrow(),
                                callback -> right.callbacks()
                                        .orElseThrow()
                                        .read(callback)
                                        .mapLeft(failure -> add(failure, "Secret: " + secret(config)))))),
                wrong(
                        "RC-722",
                        "shows the secret of callbacks if a vendor quotes it",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .mapLeft(failure ->
                                        failure.vendorMessage().orElse("").startsWith("bad key ***")
                                                ? add(failure, secret(config))
                                                : failure))));
    }

    private static JsonNode node(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    static String secret(ProviderConfig config) {
        return config.text("callback-secret").filter(text -> !text.isBlank()).orElse("none");
    }

    private static VideoFailure add(VideoFailure failure, String text) {
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + " " + text)
                .build();
    }

    private static <T> Either<VideoFailure, T> none(String why) {
        return Either.left(VideoFailure.of(FailureKind.UNEXPECTED_RESPONSE, why));
    }

    private static ContractMutant url(String name, UnaryOperator<String> change) {
        return wrong(
                "RC-221",
                name,
                (right, config) -> Acme.provider(
                        config,
                        AcmeStyle.defaultStyle(),
                        order -> order.has("notify")
                                ? order.put(
                                        "notify", changed(order.path("notify").asText(), change))
                                : order,
                        Map.of()));
    }

    /** Changes the URL, but keeps its origin. */
    private static String changed(String url, UnaryOperator<String> change) {
        String other = change.apply(url);
        String origin = url.replaceFirst("^(https?://[^/]+).*$", "$1");
        return other.startsWith("http") ? other : origin + other.replace(" ", "%20");
    }

    private static ContractMutant events(String name, String events) {
        return new ContractMutant(
                name,
                Set.of("RC-221"),
                EVENTS,
                (right, config) -> Acme.provider(
                        config, EVENTS, order -> order.has("events") ? order.put("events", events) : order, Map.of()));
    }

    private interface Recipe {
        CallbackReader make(CallbackReader right, ProviderConfig config);
    }

    private static ContractMutant reads(String rule, String name, Recipe recipe, boolean own) {
        return wrong(rule, name, (right, config) -> {
            CallbackReader reader = right.callbacks().orElseThrow();
            if (!own) {
                return right.callbacks(recipe.make(reader, config));
            }
            Set<String> mine = ConcurrentHashMap.newKeySet();
            return right.generator(request -> right.generator().submit(request).peek(task -> mine.add(task.id())))
                    .callbacks(new Wrong(
                            reader,
                            callback -> reader.read(callback)
                                    .flatMap(hint ->
                                            mine.contains(hint.taskId()) ? Either.right(hint) : none("unknown"))));
        });
    }

    /** Reads ids in its own way, after the signature was verified. */
    private static ContractMutant loose(String name, UnaryOperator<String> id) {
        return wrong("RC-324", name, (right, config) -> {
            CallbackReader reader = right.callbacks().orElseThrow();
            return right.callbacks(new Wrong(reader, callback -> {
                Either<VideoFailure, CallbackHint> result = reader.read(callback);
                boolean signed = result.isRight() || result.getLeft().kind() == FailureKind.UNEXPECTED_RESPONSE;
                String read = signed ? id.apply(callback.text()) : "";
                return read.isEmpty()
                                || (!node(callback.text()).at("/job/id").isContainerNode()
                                        && !node(callback.text()).at("/job/id").isNull())
                        ? result
                        : Either.right(new CallbackHint(read));
            }));
        });
    }

    private interface Condition {
        boolean holds(String body);
    }

    private static ContractMutant throwing(String name, Condition when) {
        return wrong("RC-324", name, (right, config) -> {
            CallbackReader reader = right.callbacks().orElseThrow();
            return right.callbacks(new Wrong(reader, callback -> {
                Either<VideoFailure, CallbackHint> result = reader.read(callback);
                boolean signed = result.isRight() || result.getLeft().kind() == FailureKind.UNEXPECTED_RESPONSE;
                if (signed && when.holds(callback.text())) {
                    throw new ClassCastException(name);
                }
                return result;
            }));
        });
    }

    private static ContractMutant kinds(String name, FailureKind kind, Condition when) {
        return wrong("RC-324", name, (right, config) -> {
            CallbackReader reader = right.callbacks().orElseThrow();
            return right.callbacks(new Wrong(
                    reader,
                    callback -> reader.read(callback)
                            .mapLeft(failure ->
                                    failure.kind() == FailureKind.UNEXPECTED_RESPONSE && when.holds(callback.text())
                                            ? WrongBehaviors.as(kind).apply(failure)
                                            : failure)));
        });
    }

    /** Compares signatures in its own way; the correct reader checks the time. */
    private static ContractMutant verify(String name, BiPredicate<String, String> matches) {
        return wrong("RC-721", name, (right, config) -> {
            CallbackReader reader = right.callbacks().orElseThrow();
            return right.callbacks(new Wrong(reader, callback -> {
                String expected = CallbackMessage.hmacSha256(
                        secret(config), callback.header(TIME).orElse("") + callback.text());
                boolean accepted = !secret(config).equals("none")
                        && callback.headers(SIGNATURE).stream().anyMatch(given -> matches.test(given, expected));
                return accepted && isNow(config, callback) ? unverified(config).read(callback) : reader.read(callback);
            }));
        });
    }

    private interface Signer {
        String sign(String secret, String time, String body);
    }

    /** Signs something else than the vendor. */
    private static ContractMutant signs(String name, Signer signer, boolean other) {
        return wrong("RC-721", name, (right, config) -> {
            CallbackReader reader = right.callbacks().orElseThrow();
            return right.callbacks(new Wrong(reader, callback -> {
                String time = other
                        ? String.valueOf(config.scheduler().now().getEpochSecond())
                        : callback.header(TIME).orElse("");
                String expected = other
                        ? CallbackMessage.hmacSha256(secret(config), time + callback.text())
                        : signer.sign(secret(config), time, callback.text());
                boolean accepted = !secret(config).equals("none")
                        && callback.headers(SIGNATURE).contains(expected)
                        && isNow(config, callback);
                return accepted ? unverified(config).read(callback) : reader.read(callback);
            }));
        });
    }

    /** Applies and states a tolerance of its own. */
    private static ContractMutant timed(String name, Optional<Duration> tolerance) {
        return wrong("RC-721", name, (right, config) -> {
            SignatureFormat format = SignatureFormat.inHeader(SIGNATURE).content("{" + TIME + "}{body}");
            CallbackVerifier verifier = SignatureVerifier.of(
                    config,
                    tolerance
                            .map(time -> format.timestampHeader(TIME).tolerance(time))
                            .orElse(format));
            CallbackReader reader = right.callbacks().orElseThrow();
            return right.callbacks(
                    new Wrong(reader, callback -> verifier.verify(callback).flatMap(unverified(config)::read)) {
                        @Override
                        public Optional<Duration> timestampTolerance() {
                            return tolerance;
                        }
                    });
        });
    }

    private static boolean isNow(ProviderConfig config, ReceivedCallback callback) {
        return callback.header(TIME)
                .filter(time -> time.matches("\\d{1,11}"))
                .filter(time ->
                        Math.abs(Long.parseLong(time) - config.scheduler().now().getEpochSecond()) <= 300)
                .isPresent();
    }

    static CallbackReader unverified(ProviderConfig config) {
        JsonCallbackReader json = JsonCallbackReader.unsigned(
                VendorClient.of(config, "https://acme.example", key -> Map.of()), "/job/id");
        return new Wrong(json, json::read) {
            @Override
            public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
                return json.task(order, hint)
                        .map(task -> new TaskRef(
                                task.provider(),
                                task.operation(),
                                "jobs",
                                task.id(),
                                task.fingerprint(),
                                task.submittedAt()));
            }
        };
    }

    private interface Read {
        Either<VideoFailure, CallbackHint> read(ReceivedCallback callback);
    }

    /** Reads callbacks in another way. */
    private static class Wrong implements ForwardingCallbackReader {
        private final CallbackReader right;
        private final Read read;

        Wrong(CallbackReader right, Read read) {
            this.right = right;
            this.read = read;
        }

        @Override
        public CallbackReader right() {
            return right;
        }

        @Override
        public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
            return read.read(callback);
        }
    }
}
