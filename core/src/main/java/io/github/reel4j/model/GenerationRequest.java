package io.github.reel4j.model;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A request for one video, in terms that are the same for every vendor. Values that are not set are filled in from the
 * selected model's table before the request is validated, priced or sent. Requests are immutable. {@code toString()}
 * shows no prompts, URLs or options.
 */
public sealed interface GenerationRequest
        permits TextToVideoRequest, ImageToVideoRequest, SpeechToVideoRequest, AnimateRequest {

    /** Returns the operation that this request asks for. */
    Operation operation();

    /**
     * Returns the vendor's id of the model. If absent, the model that the provider recommends for the operation is
     * used.
     */
    Optional<String> model();

    /** Returns the resolution of the video. If absent, the model's default is used. */
    Optional<Resolution> resolution();

    /** Returns the seed, which makes a result repeatable if the model supports seeds. */
    Optional<Long> seed();

    /**
     * Returns values for fields that only this vendor has, under the names in its document: {@code watermark -> true}.
     */
    @Value.Redacted
    Map<String, String> options();

    /**
     * Returns whether to send values that the vendor's document does not list. Defaults to false. Required fields stay
     * required, and URLs are still validated. The price of an undocumented value is unknown.
     */
    @Value.Default
    default boolean allowUndocumentedValues() {
        return false;
    }

    /** Returns the portable fields that are set, with their values. */
    Map<Field<?>, Object> values();
}
