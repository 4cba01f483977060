package io.github.reel4j.model;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a program orders, in words that hold for every vendor. Values that are not set are filled in from the chosen model's
 * table before anything is checked, priced or sent. Requests are immutable; their text shows nothing of their content.
 */
public sealed interface GenerationRequest
        permits TextToVideoRequest, ImageToVideoRequest, SpeechToVideoRequest, AnimateRequest {

    Operation operation();

    /** The vendor's name of a model; if absent, the model the provider recommends for the operation. */
    Optional<String> model();

    Optional<Resolution> resolution();

    /** Makes a result repeatable, where the model takes one. */
    Optional<Long> seed();

    /** Fields that only this vendor has, by the names of its document, values as text: {@code watermark -> true}. */
    @Value.Redacted
    Map<String, String> options();

    /**
     * Sends values that the vendor's document does not list, where a vendor has come to offer more than it documents. What is
     * required stays required, and addresses stay checked. Their price is unknown.
     */
    @Value.Default
    default boolean allowUndocumentedValues() {
        return false;
    }

    /** The portable fields that are set. */
    Map<Field<?>, Object> values();
}
