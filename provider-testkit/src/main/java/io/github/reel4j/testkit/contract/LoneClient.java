package io.github.reel4j.testkit.contract;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A client that has one provider, with a key, and nothing of the machine it runs on. */
final class LoneClient implements AutoCloseable {

    private final VideoClient client;

    LoneClient(VideoProvider provider) {
        Settings settings =
                new Settings(Map.of(provider.id() + ".api-key", "key-of-the-suite"), name -> null, name -> null);
        client = VideoClient.builder()
                .settings(settings)
                .providers(new FixedFactory(provider))
                .build();
    }

    /** How a call fails; empty if it does not. */
    Optional<FailureKind> failureOf(Consumer<VideoClient> call) {
        try {
            call.accept(client);
            return Optional.empty();
        } catch (VideoException e) {
            return Optional.of(e.failure().kind());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
