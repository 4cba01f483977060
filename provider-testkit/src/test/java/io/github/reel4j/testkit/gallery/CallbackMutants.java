package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.provider.feign.JsonCallbackReader;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.testkit.simulator.CallbackMessage;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** RC-221, RC-323, RC-324 and RC-721: callbacks. */
final class CallbackMutants {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private CallbackMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                tampers("does not tell the vendor where to call back", order -> order.without(List.of("notify"))),
                tampers(
                        "truncates the secret part of the callback URL",
                        order -> order.put(
                                "notify", order.path("notify").asText().replaceFirst("/[^/]*$", ""))),
                reads("RC-323", "reads the callback's first word for its task", (right, config) -> new Reader(right) {
                    @Override
                    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                        return super.read(callback).map(hint -> new CallbackHint("job"));
                    }
                }),
                reads("RC-323", "keeps a word of its own in its hints", (right, config) -> new Reader(right) {
                    @Override
                    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                        return super.read(callback).map(hint -> new CallbackHint("acme/" + hint.taskId()));
                    }

                    @Override
                    public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
                        return super.task(order, new CallbackHint(hint.taskId().substring("acme/".length())));
                    }
                }),
                reads("RC-323", "asks the vendor while it reads a callback", (right, config) -> new Reader(right) {
                    @Override
                    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                        return super.read(callback).peek(hint -> Http.get(config, "/jobs/" + hint.taskId()));
                    }
                }),
                reads("RC-323", "makes a reference that cannot be followed", (right, config) -> new Reader(right) {
                    @Override
                    public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
                        return super.task(order, hint)
                                .map(task -> new TaskRef(
                                        task.provider(),
                                        task.operation(),
                                        "callbacks",
                                        task.id(),
                                        task.fingerprint(),
                                        task.submittedAt()));
                    }
                }),
                wrong(
                        Set.of("RC-324", "RC-721"),
                        "assumes that the timestamp exists and is a number",
                        (right, config) ->
                                right.callbacks(new Reader(right.callbacks().orElseThrow()) {
                                    @Override
                                    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                                        long unused = Long.parseLong(
                                                callback.header("x-acme-time").orElseThrow());
                                        return super.read(callback);
                                    }
                                })),
                reads("RC-324", "throws on a body that is empty", (right, config) -> new Reader(right) {
                    @Override
                    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                        if (callback.headers().size() <= 1 && callback.body()[0] != '{') {
                            return Either.left(VideoFailure.of(FailureKind.UNEXPECTED_RESPONSE, "no JSON"));
                        }
                        return super.read(callback);
                    }
                }),
                reads("RC-324", "takes nonsense for trouble with a poll", (right, config) -> new Reader(right) {
                    @Override
                    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                        return super.read(callback)
                                .mapLeft(failure -> callback.body().length == 0
                                                && callback.header("x-acme-time")
                                                        .isEmpty()
                                        ? WrongBehaviors.as(FailureKind.UNAVAILABLE)
                                                .apply(failure)
                                        : failure);
                    }
                }),
                publicKeys("keeps the first public keys for ever", (right, config) -> new Reader(right) {
                    private final AtomicReference<String> first = new AtomicReference<>("");

                    @Override
                    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                        URI url = config.url("jwks-url").orElseThrow();
                        String keys = new String(Http.get(url).body(), StandardCharsets.UTF_8);
                        return first.compareAndSet("", keys) || keys.equals(first.get())
                                ? super.read(callback)
                                : Either.left(VideoFailure.of(FailureKind.BAD_SIGNATURE, "no key matches"));
                    }
                }),
                publicKeys("keeps the keys that the vendor has withdrawn", (right, config) -> new Reader(right) {
                    private final Map<String, CallbackHint> accepted = new ConcurrentHashMap<>();

                    @Override
                    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                        String text = callback.text() + callback.headers();
                        CallbackHint before = accepted.get(text);
                        Instant signed = Instant.ofEpochSecond(callback.header("x-acme-time")
                                .filter(time -> time.matches("[0-9]{1,10}"))
                                .map(Long::valueOf)
                                .orElse(0L));
                        boolean recent =
                                Duration.between(signed, config.scheduler().now())
                                                .abs()
                                                .compareTo(WINDOW)
                                        <= 0;
                        return before != null && recent
                                ? Either.right(before)
                                : super.read(callback).peek(hint -> accepted.put(text, hint));
                    }
                }),
                publicKeys("reads a callback if there are no public keys", (right, config) -> new Reader(right) {
                    @Override
                    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                        Either<VideoFailure, CallbackHint> result = super.read(callback);
                        return result.isLeft() && result.getLeft().kind() == FailureKind.UNAVAILABLE
                                ? unverified(config).read(callback)
                                : result;
                    }
                }),
                reads("RC-721", "reads forged callbacks", (right, config) -> new Reader(right) {
                    @Override
                    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                        return unverified(config).read(callback);
                    }
                }),
                reads("RC-721", "checks the signature only if there is one", (right, config) -> new Reader(right) {
                    @Override
                    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                        return callback.header("x-acme-signature").isPresent()
                                ? super.read(callback)
                                : unverified(config).read(callback);
                    }
                }),
                reads(
                        "RC-721",
                        "accepts a timestamp in the future",
                        (right, config) -> byHand(config, right, since -> since.compareTo(WINDOW) <= 0)),
                reads(
                        "RC-721",
                        "accepts a timestamp far in the past",
                        (right, config) ->
                                byHand(config, right, since -> since.negated().compareTo(WINDOW) <= 0)),
                reads("RC-721", "believes no time but this second's", (right, config) -> new Reader(right) {
                    @Override
                    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                        String now = String.valueOf(config.scheduler().now().getEpochSecond());
                        return callback.header("x-acme-time")
                                        .filter(now::equals)
                                        .isPresent()
                                ? super.read(callback)
                                : Either.left(VideoFailure.of(FailureKind.BAD_SIGNATURE, "not now"));
                    }
                }));
    }

    /** Returns a mutant that verifies the signature itself and accepts some timestamps. */
    private static CallbackReader byHand(ProviderConfig config, CallbackReader right, Predicate<Duration> sinceSigned) {
        return new Reader(right) {
            @Override
            public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
                String stamp = callback.header("x-acme-time").orElse("");
                String secret = config.text("callback-secret").orElse("");
                String fitting = CallbackMessage.hmacSha256(secret, stamp + callback.text());
                boolean genuine = stamp.matches("\\d{1,11}")
                        && callback.headers("x-acme-signature").contains(fitting)
                        && sinceSigned.test(
                                Duration.ofSeconds(config.scheduler().now().getEpochSecond() - Long.parseLong(stamp)));
                return genuine
                        ? unverified(config).read(callback)
                        : Either.left(VideoFailure.of(FailureKind.BAD_SIGNATURE, "not the vendor's"));
            }
        };
    }

    /** Reads the task without a look at the signature. */
    private static CallbackReader unverified(ProviderConfig config) {
        return JsonCallbackReader.unsigned(VendorClient.of(config, "https://acme.example", key -> Map.of()), "/job/id");
    }

    private static ContractMutant tampers(String name, UnaryOperator<ObjectNode> change) {
        return wrong(
                "RC-221",
                name,
                (right, config) -> Acme.provider(
                        config,
                        AcmeStyle.defaultStyle(),
                        order -> order.has("notify") ? change.apply(order) : order,
                        Map.of()));
    }

    /** Creates a wrong reader from the correct one. */
    private interface Recipe {
        CallbackReader make(CallbackReader right, ProviderConfig config);
    }

    private static ContractMutant reads(String rule, String name, Recipe recipe) {
        return wrong(
                rule,
                name,
                (right, config) -> right.callbacks(recipe.make(right.callbacks().orElseThrow(), config)));
    }

    /** Returns a mutant of the provider whose callbacks are signed with a private key. */
    private static ContractMutant publicKeys(String name, Recipe recipe) {
        return new ContractMutant(
                name,
                Set.of("RC-721"),
                AcmeStyle.defaultStyle().abilities(AcmeStyle.Abilities.PUBLIC_KEYS),
                (right, config) -> right.callbacks(recipe.make(right.callbacks().orElseThrow(), config)));
    }

    /** Delegates to the correct reader. */
    private static class Reader implements ForwardingCallbackReader {
        private final CallbackReader right;

        Reader(CallbackReader right) {
            this.right = right;
        }

        @Override
        public CallbackReader right() {
            return right;
        }
    }
}
