package io.github.reel4j.model;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * A request for one video, in terms that are the same for every vendor. Values that are not set are filled in from the
 * selected model's table before the request is validated, priced or sent. Requests are immutable. {@code toString()}
 * shows no prompts, URLs, files or options.
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

    /** Returns whether the vendor checks the content of the order. If absent, the model's default is used. */
    Optional<Boolean> safetyChecker();

    /** Returns how closely the video follows the prompt. If absent, the model's default is used. */
    Optional<BigDecimal> guidanceScale();

    /** Returns the number of inference steps. If absent, the model's default is used. */
    Optional<Long> inferenceSteps();

    /**
     * Returns the portable fields whose values are left out of the order if the model has no such field. By default
     * none: a value that the model cannot take is an error, because the vendor would make another video than requested.
     * A program that orders from several vendors names here what it can do without, for example {@link Field#SEED}. A
     * value that the model has a field for, but does not allow, is always an error.
     */
    Set<Field<?>> omitIfUnsupported();

    /**
     * Returns values for fields that only this vendor has, under the names in its document: {@code watermark -> true}.
     */
    @Value.Redacted
    Map<String, String> options();

    /**
     * Returns the local files to upload, by the name of the field that takes their URL: {@code image -> cat.png}. The
     * setters {@code image(Path)}, {@code audio(Path)} and {@code video(Path)} set them. A file is checked whenever the
     * request is validated or priced, and uploaded only when the request is ordered. Providers without a
     * {@link io.github.reel4j.port.MediaUploader} reject such requests with {@link FailureKind#UNSUPPORTED}. A URL with
     * the scheme {@code file} is no local file: it is rejected, so that a URL from outside never reads a file.
     */
    @Value.Redacted
    Map<String, Path> files();

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
