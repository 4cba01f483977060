package io.github.reel4j.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.Handler;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import io.github.reel4j.testkit.simulator.CallbackMessage;
import io.github.reel4j.testkit.simulator.fal.FalWebhookKeys;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks that fal signs, and its key set on a real server: the right result each, and never a false acceptance. */
@Timeout(60)
class FalWebhookTest {

    private static final String ID = "7b1f0a3e-1111-4c22-9d33-000000000001";
    private static final String BODY = "{\"request_id\":\"" + ID + "\",\"gateway_request_id\":\"" + ID
            + "\",\"status\":\"OK\",\"payload\":{\"video\":{\"url\":\"https://v3.fal.media/files/a/b.mp4\"}}}";
    private static final String SIGNATURE = "X-Fal-Webhook-Signature";

    private final FalWebhookKeys keys = new FalWebhookKeys();
    private final AtomicInteger fetches = new AtomicInteger();
    private final LoopbackServer server = LoopbackServer.bind(0);
    private final MovingTime time = new MovingTime();
    private final List<VideoProvider> providers = new ArrayList<>();
    private final CallbackReader reader =
            reader(Map.of("base-url", server.origin().toString()));

    private volatile Handler handler =
            (request, exchange) -> exchange.send(ServerResponse.json(200, keys.publicKeys()));

    FalWebhookTest() {
        server.serve((request, exchange) -> {
            fetches.incrementAndGet();
            handler.handle(request, exchange);
        });
    }

    @AfterEach
    void close() {
        providers.forEach(VideoProvider::close);
        server.close();
    }

    @Test
    void a_valid_webhook_names_its_task() {
        assertThat(read(genuine())).isEqualTo(Either.right(new CallbackHint(ID)));
        assertThat(reader.signed()).isTrue();
        assertThat(reader.timestampTolerance()).contains(Duration.ofMinutes(5));
    }

    @Test
    void a_failed_task_has_a_webhook_too() {
        String body = "{\"request_id\":\"" + ID + "\",\"status\":\"ERROR\",\"error\":\"Invalid status code: 422\","
                + "\"payload\":{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"field required\","
                + "\"type\":\"missing\"}]}}";
        assertThat(read(keys.sign(ID, time.now(), body))).isEqualTo(Either.right(new CallbackHint(ID)));
    }

    @Test
    void a_signature_of_another_key_is_rejected() {
        assertRejected(new FalWebhookKeys().sign(ID, time.now(), BODY));
    }

    @Test
    void the_keys_are_kept_for_24_hours() {
        for (int i = 0; i < 5; i++) {
            assertThat(read(genuine()).isRight()).isTrue();
            time.advance(Duration.ofHours(5));
        }
        assertThat(fetches).hasValue(1);
        assertThat(read(genuine()).isRight()).isTrue();
        assertThat(fetches).hasValue(2);
    }

    @Test
    void a_rotated_key_is_found() {
        assertThat(read(genuine()).isRight()).isTrue();
        CallbackMessage old = genuine();
        time.advance(Duration.ofMinutes(2));
        keys.rotate();
        assertThat(read(genuine()).isRight()).isTrue();
        assertRejected(old);
        assertThat(fetches).hasValue(2);
    }

    @Test
    void forgeries_do_not_cause_a_fetch_each() {
        assertThat(read(genuine()).isRight()).isTrue();
        for (int i = 0; i < 20; i++) {
            assertRejected(new FalWebhookKeys().sign(ID, time.now(), BODY));
        }
        assertThat(fetches).hasValueLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -86_400, 86_400})
    void a_stale_webhook_is_rejected(long seconds) {
        assertRejected(keys.sign(ID, time.now().plusSeconds(seconds), BODY));
    }

    @ParameterizedTest
    @ValueSource(longs = {-299, 299})
    void a_webhook_within_300_seconds_is_read(long seconds) {
        assertThat(read(keys.sign(ID, time.now().plusSeconds(seconds), BODY)).isRight())
                .isTrue();
    }

    /** Within the tolerance a repetition looks like a repeated delivery: a hint, which can cause a poll only. */
    @Test
    void a_replayed_webhook_is_a_hint_only_and_then_stale() {
        CallbackMessage recorded = genuine();
        assertThat(read(recorded)).isEqualTo(Either.right(new CallbackHint(ID)));
        assertThat(read(recorded)).isEqualTo(Either.right(new CallbackHint(ID)));
        time.advance(Duration.ofSeconds(301));
        assertRejected(recorded);
    }

    @Test
    void a_changed_body_is_rejected() {
        assertRejected(new CallbackMessage(genuine().headers(), BODY.replace(ID, "another")));
        assertRejected(new CallbackMessage(genuine().headers(), BODY + " "));
        assertRejected(new CallbackMessage(genuine().headers(), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Fal-Webhook-Request-Id",
                "X-Fal-Webhook-User-Id",
                "X-Fal-Webhook-Timestamp",
                "X-Fal-Webhook-Signature"
            })
    void every_header_of_the_signature_counts(String name) {
        CallbackMessage genuine = genuine();
        String value = String.valueOf(genuine.headers().get(name));
        assertRejected(genuine.header(name, value + "1"));
        assertRejected(genuine.header(name, ""));
        Map<String, String> fewer = new HashMap<>(genuine.headers());
        fewer.remove(name);
        assertRejected(new CallbackMessage(fewer, BODY));
        Map<String, List<String>> twice = headers(genuine);
        twice.put(name, List.of(value, value + "1"));
        assertRejected(new ReceivedCallback(new HashMap<>(twice), genuine.body().getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz", "not hexadecimal", "\u0661\u0661"})
    void a_signature_that_is_none_is_rejected(String signature) {
        assertRejected(genuine().header(SIGNATURE, signature));
        assertRejected(genuine().header(SIGNATURE, signature.repeat(64)));
        assertRejected(genuine().header(SIGNATURE, "0".repeat(128)));
        assertRejected(genuine().header(SIGNATURE, "0".repeat(1_000_000)));
    }

    @Test
    void a_signed_body_without_a_valid_id_names_no_task() {
        for (String body : List.of("{}", "[]", "{\"request_id\":\"../x\"}", "null", "{\"request_id\":null}")) {
            Either<VideoFailure, CallbackHint> result = read(keys.sign(ID, time.now(), body));
            assertThat(result.getLeft().kind()).isEqualTo(FailureKind.UNEXPECTED_RESPONSE);
        }
    }

    @Test
    void without_keys_no_webhook_is_accepted() {
        server.close();
        assertUnavailable(read(genuine()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{\"keys\":[]}",
                "{\"keys\":\"x\"}",
                "{\"keys\":[null,7,{}]}",
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
                "<html>Sign in</html>"
            })
    void a_key_set_without_a_key_accepts_nothing(String document) {
        serve((request, exchange) -> exchange.send(ServerResponse.json(200, document)));
        assertUnavailable(read(genuine()));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 404, 500, 503})
    void an_error_instead_of_keys_accepts_nothing(int status) {
        serve((request, exchange) -> exchange.send(
                ServerResponse.json(status, keys.publicKeys()).header("Location", server.origin() + "/elsewhere")));
        assertUnavailable(read(genuine()));
    }

    @Test
    void a_huge_key_set_accepts_nothing() {
        String padding = "{\"pad\":\"" + "x".repeat(10_000_000) + "\",";
        serve((request, exchange) -> exchange.send(
                ServerResponse.json(200, padding + keys.publicKeys().substring(1))));
        assertUnavailable(read(genuine()));
    }

    @Test
    void a_slow_key_set_accepts_nothing() {
        serve((request, exchange) -> exchange.hold());
        assertUnavailable(read(genuine()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/jwks.json",
                "https://192.168.0.7/jwks.json",
                "https://169.254.169.254/latest",
                "https://[fd00::1]/jwks.json",
                "https://127.0.0.1/jwks.json"
            })
    void keys_at_a_private_address_are_not_fetched(String url) {
        CallbackReader remote = reader(Map.of("jwks-url", url));
        assertUnavailable(remote.read(received(genuine())));
    }

    @Test
    void the_fetch_of_the_keys_has_no_API_key() {
        List<String> seen = new ArrayList<>();
        serve((request, exchange) -> {
            seen.add(request.target() + request.headers() + request.body());
            exchange.send(ServerResponse.json(200, keys.publicKeys()));
        });
        assertThat(read(genuine()).isRight()).isTrue();
        assertThat(seen)
                .hasSize(1)
                .allSatisfy(request -> assertThat(request)
                        .contains("/.well-known/jwks.json")
                        .doesNotContain("canary", "authorization"));
    }

    private CallbackMessage genuine() {
        return keys.sign(ID, time.now(), BODY);
    }

    private void serve(Handler response) {
        handler = response;
    }

    private CallbackReader reader(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        all.put("fal.api-key", "canary");
        settings.forEach((name, value) -> all.put("fal." + name, value));
        VideoProvider provider = new FalProviderFactory()
                .create(new ProviderConfig(ProviderId.of("fal"), new Settings(all, name -> null, name -> null), time));
        providers.add(provider);
        return provider.callbacks().orElseThrow();
    }

    private Either<VideoFailure, CallbackHint> read(CallbackMessage message) {
        return reader.read(received(message));
    }

    private void assertRejected(CallbackMessage message) {
        assertRejected(received(message));
    }

    private void assertRejected(ReceivedCallback callback) {
        Either<VideoFailure, CallbackHint> result = reader.read(callback);
        assertThat(result.isLeft()).isTrue();
        assertThat(result.getLeft().kind()).isEqualTo(FailureKind.BAD_SIGNATURE);
    }

    private static void assertUnavailable(Either<VideoFailure, CallbackHint> result) {
        assertThat(result.isLeft()).isTrue();
        assertThat(result.getLeft().kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(result.getLeft().message()).contains("could not be fetched");
    }

    private static ReceivedCallback received(CallbackMessage message) {
        return new ReceivedCallback(
                new HashMap<>(headers(message)), message.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> headers(CallbackMessage message) {
        Map<String, List<String>> headers = new HashMap<>();
        message.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }

    /** A clock that tests move. */
    private static final class MovingTime implements Scheduler {

        private Duration passed = Duration.ZERO;

        void advance(Duration time) {
            passed = passed.plus(time);
        }

        @Override
        public Instant now() {
            return Instant.parse("2026-11-20T08:00:00Z").plus(passed);
        }

        @Override
        public long nanoTime() {
            return passed.toNanos();
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void execute(Runnable work) {
            throw new UnsupportedOperationException();
        }
    }
}
