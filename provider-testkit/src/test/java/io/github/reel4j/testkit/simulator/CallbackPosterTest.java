package io.github.reel4j.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackPosterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://your-server.com/callback",
                "http://192.0.2.1/",
                "http://127.0.0.1.example.com/",
                "https://127.0.0.1/",
                "file:///etc/hosts"
            })
    void nothing_outside_loopback_is_called(String address) throws Exception {
        AtomicBoolean looked = new AtomicBoolean();
        CountDownLatch rounds = new CountDownLatch(2);
        try (CallbackPoster poster = new CallbackPoster()) {
            poster.post(URI.create(address), 1, () -> {
                looked.set(true);
                return Optional.empty();
            });
            poster.post(URI.create("http://127.0.0.1:1/"), 1, () -> {
                rounds.countDown();
                return Optional.empty();
            });
            assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(looked).isFalse();
    }
}
