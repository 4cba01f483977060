package io.github.reel4j.spring.boot;

import io.github.reel4j.VideoException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why an application with reel4j does not start, and what to do. */
final class VideoFailureAnalyzer extends AbstractFailureAnalyzer<VideoException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, VideoException cause) {
        String action = action(cause);
        return action == null ? null : new FailureAnalysis(cause.failure().message(), action, cause);
    }

    private static @Nullable String action(VideoException cause) {
        return switch (cause.kind()) {
            case CONFIGURATION ->
                "Correct the property. The page 'Configuration' of the documentation of reel4j has the range of each"
                        + " setting.";
            case NO_PROVIDER ->
                "Add the jar of a provider, io.github.reel4j:reel4j-provider-PROVIDER, or set"
                        + " reel4j.provider to one that is on the class path. Set reel4j.enabled=false to start without"
                        + " reel4j.";
            case AMBIGUOUS_PROVIDER ->
                "Keep one jar for each provider. If several providers offer the same operation,"
                        + " set reel4j.provider to the id of one, followed by its fallbacks.";
            case BROKEN_PROVIDER -> "Use one version for all jars of reel4j: import io.github.reel4j:reel4j-bom.";
            case MISSING_CREDENTIALS ->
                "Set reel4j.providers.PROVIDER.api-key or the environment variable PROVIDER_API_KEY, where PROVIDER"
                        + " is the id of the provider. Set reel4j.require-key=false to start without a key;"
                        + " orders then fail until it is set.";
            case JOURNAL_FAILED -> "Set reel4j.journal.file to a file in a folder that exists and is writable.";
            default -> null;
        };
    }
}
