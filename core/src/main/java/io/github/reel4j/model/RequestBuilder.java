package io.github.reel4j.model;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * The setters that the builders of all request types have in common, for programs that set the same values whatever the
 * operation is. The builders have further setters. Setters throw {@link NullPointerException} for null and replace an
 * earlier value. Implementations are mutable and not thread-safe.
 *
 * @param <B> the type of the builder
 */
public sealed interface RequestBuilder<B extends RequestBuilder<B>>
        permits TextToVideoRequest.Builder,
                ImageToVideoRequest.Builder,
                SpeechToVideoRequest.Builder,
                AnimateRequest.Builder {

    /** Sets or removes the {@linkplain GenerationRequest#model() model}. */
    B model(Optional<String> model);

    /** Sets or removes the {@linkplain GenerationRequest#resolution() resolution}. */
    B resolution(Optional<? extends Resolution> resolution);

    /** Sets or removes the {@linkplain GenerationRequest#seed() seed}. */
    B seed(Optional<Long> seed);

    /** Sets or removes {@linkplain GenerationRequest#safetyChecker() whether the vendor checks the content}. */
    B safetyChecker(Optional<Boolean> safetyChecker);

    /** Sets or removes the {@linkplain GenerationRequest#guidanceScale() guidance scale}. */
    B guidanceScale(Optional<? extends BigDecimal> guidanceScale);

    /** Sets or removes the {@linkplain GenerationRequest#inferenceSteps() number of inference steps}. */
    B inferenceSteps(Optional<Long> inferenceSteps);

    /** Sets the {@linkplain GenerationRequest#omitIfUnsupported() fields that may be left out}. */
    B omitIfUnsupported(Iterable<? extends Field<?>> fields);

    /** Sets the {@linkplain GenerationRequest#options() values of fields that only this vendor has}. */
    B options(Map<String, ? extends String> options);

    /** Sets {@linkplain GenerationRequest#allowUndocumentedValues() whether undocumented values are sent}. */
    B allowUndocumentedValues(boolean allowUndocumentedValues);

    /**
     * Creates the request.
     *
     * @throws IllegalStateException if a required value is missing
     */
    GenerationRequest build();
}
