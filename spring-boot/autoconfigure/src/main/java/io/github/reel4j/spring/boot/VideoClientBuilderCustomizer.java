package io.github.reel4j.spring.boot;

import io.github.reel4j.VideoClientBuilder;

/**
 * Changes the builder of the auto-configured client. Beans of this type are called in their order, after the properties
 * were applied, so they have the last word.
 */
@FunctionalInterface
public interface VideoClientBuilderCustomizer {

    /** Changes {@code builder}. */
    void customize(VideoClientBuilder builder);
}
