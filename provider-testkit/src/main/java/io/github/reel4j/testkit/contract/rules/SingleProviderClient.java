package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FixedFactory;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Runs calls on a client that has one provider and a fixed API key, and that ignores the machine's settings. */
record SingleProviderClient(VideoProvider provider, UnaryOperator<VideoClientBuilder> more) {

    SingleProviderClient(VideoProvider provider) {
        this(provider, builder -> builder);
    }

    /** Returns the failure kind of a call; empty if it succeeds. */
    Optional<FailureKind> failureOf(RuleCheck check, Consumer<VideoClient> call) {
        Settings settings =
                new Settings(Map.of(provider.id() + ".api-key", "key-of-the-suite"), name -> null, name -> null);
        VideoClientBuilder builder = VideoClient.builder().settings(settings).providers(new FixedFactory(provider));
        try (VideoClient client = more.apply(builder).build()) {
            call.accept(client);
            return Optional.empty();
        } catch (VideoException e) {
            return Optional.of(e.kind());
        } catch (RuntimeException e) {
            throw check.failed("failures of a client are VideoExceptions", e + " was thrown");
        }
    }
}
