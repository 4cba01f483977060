package io.github.reel4j.validation;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.Violation;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks local files against the file system and the limits of one vendor. Reads the files. Thread-safe. */
final class LocalFileValidator {

    private static final Map<Field<?>, MediaFormat.MediaKind> KINDS = Map.of(
            Field.IMAGE,
            MediaFormat.MediaKind.IMAGE,
            Field.AUDIO,
            MediaFormat.MediaKind.AUDIO,
            Field.VIDEO,
            MediaFormat.MediaKind.VIDEO);

    private final ProviderId provider;
    private final Optional<UploadLimits> limits;

    /** @param limits empty if the vendor documents no upload */
    LocalFileValidator(ProviderId provider, Optional<UploadLimits> limits) {
        this.provider = provider;
        this.limits = limits;
    }

    /** Returns the checked file for a field of media URLs, or the first violation. */
    Either<Violation, MediaFile> check(FieldSpec<String> spec, Path path) {
        if (limits.isEmpty()) {
            return violation(
                    spec,
                    path,
                    "is a local file, but the vendor of '" + provider + "' documents no upload. Set a URL that the"
                            + " vendor can download.",
                    Optional.empty());
        }
        try {
            return readable(spec, path).flatMap(size -> checked(spec, path, size, limits.get()));
        } catch (SecurityException e) {
            return violation(spec, path, "is not readable by this process.", Optional.empty());
        }
    }

    private Either<Violation, Long> readable(FieldSpec<String> spec, Path path) {
        Optional<String> problem = fileProblem(path);
        if (problem.isPresent()) {
            return violation(spec, path, problem.get(), Optional.empty());
        }
        try {
            long size = Files.size(path);
            return size == 0 ? violation(spec, path, "is an empty file.", Optional.empty()) : Either.right(size);
        } catch (IOException e) {
            return unreadable(spec, path);
        }
    }

    private static Optional<String> fileProblem(Path path) {
        if (!Files.exists(path)) {
            return Optional.of("does not exist. A relative path starts at the working directory of the process, and"
                    + " ~ is not expanded.");
        }
        if (!Files.isRegularFile(path)) {
            return Optional.of("is not a regular file.");
        }
        return Files.isReadable(path) ? Optional.empty() : Optional.of("is not readable by this process.");
    }

    private Either<Violation, MediaFile> checked(FieldSpec<String> spec, Path path, long size, UploadLimits allowed) {
        byte[] head;
        try (InputStream content = Files.newInputStream(path)) {
            head = content.readNBytes(MediaFormatDetector.HEAD_BYTES);
        } catch (IOException e) {
            return unreadable(spec, path);
        }
        Optional<MediaFormat> type = MediaFormatDetector.detect(head);
        Optional<Violation> violation = type.isEmpty()
                ? Optional.of(of(
                        spec,
                        path,
                        "has an unknown format: its first bytes match no known media format. '" + provider
                                + "' accepts: " + allowed.acceptedTypes() + ".",
                        Optional.of(allowed.source())))
                : limitViolation(spec, path, type.get(), size, allowed);
        return violation.isPresent() ? Either.left(violation.get()) : digested(spec, path, type.orElseThrow(), size);
    }

    private Optional<Violation> limitViolation(
            FieldSpec<String> spec, Path path, MediaFormat type, long size, UploadLimits allowed) {
        MediaFormat.MediaKind kind = KINDS.get(spec.field());
        if (kind != null && kind != type.kind()) {
            return Optional.of(of(
                    spec,
                    path,
                    "contains " + type + ", but must be " + kind.label() + ".",
                    Optional.of(spec.source())));
        }
        List<String> formats = spec.constraint() instanceof AllowedValues.Url url ? url.formats() : List.of();
        if (!formats.isEmpty() && type.extensions().stream().noneMatch(formats::contains)) {
            return Optional.of(of(
                    spec,
                    path,
                    "contains " + type + ". Supported: " + String.join(", ", formats) + ".",
                    Optional.of(spec.source())));
        }
        Optional<Long> max = allowed.maxBytes(type);
        if (max.isEmpty()) {
            return Optional.of(of(
                    spec,
                    path,
                    "contains " + type + ", which '" + provider + "' does not accept for upload. It accepts: "
                            + allowed.acceptedTypes() + ".",
                    Optional.of(allowed.source())));
        }
        return size <= max.get()
                ? Optional.empty()
                : Optional.of(of(
                        spec,
                        path,
                        "has " + size + " bytes. '" + provider + "' accepts at most " + max.get() + " bytes of " + type
                                + ".",
                        Optional.of(allowed.source())));
    }

    private static Either<Violation, MediaFile> digested(
            FieldSpec<String> spec, Path path, MediaFormat type, long size) {
        try {
            return Either.right(LocalMediaFile.of(spec.field(), path, type, size));
        } catch (IOException e) {
            return unreadable(spec, path);
        }
    }

    private static <T> Either<Violation, T> unreadable(FieldSpec<String> spec, Path path) {
        return violation(spec, path, "could not be read.", Optional.empty());
    }

    private static <T> Either<Violation, T> violation(
            FieldSpec<String> spec, Path path, String message, Optional<DocumentAnchor> source) {
        return Either.left(of(spec, path, message, source));
    }

    private static Violation of(FieldSpec<String> spec, Path path, String message, Optional<DocumentAnchor> source) {
        return new Violation(spec.field().name(), Optional.of(fileName(path)), message, source);
    }

    /** Returns the last element of the path, because folders may name a person or a customer. */
    static String fileName(Path path) {
        Path name = path.getFileName();
        return RejectedValueFormatter.shorten(name == null ? "/" : name.toString());
    }
}
