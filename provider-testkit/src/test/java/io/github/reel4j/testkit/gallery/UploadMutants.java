package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.withId;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.spi.Secret;
import io.github.reel4j.testkit.contract.support.ForwardingMediaFile;
import io.vavr.control.Either;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** RC-901 to RC-905: uploading local files. */
final class UploadMutants {

    private static final URI ELSEWHERE = URI.create("https://files.acme.example/latest");

    private static final long SLOW_NANOS = 250_000_000;

    private UploadMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                upload("RC-901", "uploads files as text", (right, file) -> right.upload(new TextFile(file))),
                upload("RC-901", "uploads every file as JPEG", (right, file) -> right.upload(new RetypedFile(file))),
                wrong("RC-901", "uploads each file once by its length", (right, config) -> {
                    Map<Long, Either<VideoFailure, URI>> uploaded = new ConcurrentHashMap<>();
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(port(
                            uploader, file -> uploaded.computeIfAbsent(file.size(), size -> uploader.upload(file))));
                }),
                upload("RC-901", "uploads at most 100,000 bytes", (right, file) -> right.upload(new CutFile(file))),
                upload(
                        "RC-902",
                        "reports an interrupted upload as unknown",
                        (right, file) -> right.upload(file)
                                .mapLeft(failure -> Thread.currentThread().isInterrupted()
                                        ? as(FailureKind.SUBMISSION_UNKNOWN).apply(failure)
                                        : failure)),
                upload("RC-902", "reports an upload without a response as unknown", (right, file) -> {
                    long start = System.nanoTime();
                    return right.upload(file)
                            .mapLeft(failure -> System.nanoTime() - start > SLOW_NANOS
                                    ? as(FailureKind.SUBMISSION_UNKNOWN).apply(failure)
                                    : failure);
                }),
                upload("RC-902", "reports a file that was deleted as its own defect", (right, file) -> {
                    try {
                        file.open().close();
                        return right.upload(file);
                    } catch (IOException e) {
                        return Either.left(VideoFailure.of(FailureKind.DEFECT, "cannot read the file: " + e));
                    }
                }),
                upload("RC-903", "uploads pictures of JPEG twice", (right, file) -> {
                    Either<VideoFailure, URI> first = right.upload(file);
                    return file.type() == MediaFormat.JPEG && first.isRight() ? right.upload(file) : first;
                }),
                wrong("RC-905", "knows its limits after an upload only", (right, config) -> {
                    MediaUploader uploader = right.uploader().orElseThrow();
                    AtomicReference<UploadLimits> known =
                            new AtomicReference<>(uploader.limits().accept(77, MediaFormat.PNG));
                    return right.uploader(uploader(known::get, file -> {
                        known.set(uploader.limits());
                        return uploader.upload(file);
                    }));
                }),
                wrong("RC-905", "cites 'unknown' as the source of its limits", (right, config) -> {
                    MediaUploader uploader = right.uploader().orElseThrow();
                    UploadLimits limits =
                            new UploadLimits(uploader.limits().maxBytes(), new DocumentAnchor("unknown", "unknown"));
                    return right.uploader(uploader(() -> limits, uploader::upload));
                }),
                upload(
                        "RC-901",
                        "returns the URL of another file",
                        (right, file) -> right.upload(file).map(url -> ELSEWHERE)),
                failure(
                        "RC-902",
                        "maps failed uploads as polls",
                        failure -> failure.kind() == FailureKind.UPLOAD_FAILED
                                ? as(FailureKind.UNAVAILABLE).apply(failure)
                                : failure),
                failure(
                        "RC-902",
                        "maps failed uploads as orders",
                        failure -> failure.kind() == FailureKind.UPLOAD_FAILED
                                ? as(FailureKind.SUBMISSION_UNKNOWN).apply(failure)
                                : failure),
                wrong("RC-902", "names a task in failed uploads", (right, config) -> {
                    ResolvedRequest order = order(right);
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(port(
                            uploader,
                            file -> uploader.upload(file)
                                    .mapLeft(failure -> failure.withTask(withId(order, "job-1")))));
                }),
                upload(Set.of("RC-902", "RC-903"), "uploads again after a failure", (right, file) -> {
                    Either<VideoFailure, URI> first = right.upload(file);
                    return first.isLeft() && first.getLeft().kind() == FailureKind.UPLOAD_FAILED
                            ? right.upload(file)
                            : first;
                }),
                upload("RC-903", "uploads again in another thread after 503", (right, file) -> {
                    Either<VideoFailure, URI> first = right.upload(file);
                    if (first.isLeft() && WrongBehaviors.http(503).test(first.getLeft())) {
                        later(() -> right.upload(file));
                    }
                    return first;
                }),
                wrong("RC-903", "orders in another thread after an upload", (right, config) -> {
                    ResolvedRequest order = order(right);
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(port(uploader, file -> {
                        later(() -> right.generator().submit(order));
                        return uploader.upload(file);
                    }));
                }),
                wrong("RC-903", "orders while it uploads", (right, config) -> {
                    ResolvedRequest order = order(right);
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(port(uploader, file -> {
                        var unused = right.generator().submit(order);
                        return uploader.upload(file);
                    }));
                }),
                wrong("RC-904", "shows the key in failures of uploads", (right, config) -> {
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(port(
                            uploader,
                            file -> uploader.upload(file)
                                    .mapLeft(failure -> VideoFailure.builder()
                                            .from(failure)
                                            .message("key "
                                                    + config.apiKey()
                                                            .map(Secret::reveal)
                                                            .orElse(""))
                                            .build())));
                }),
                wrong(Set.of("RC-901", "RC-904"), "adds the key to the URL of uploads", (right, config) -> {
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(port(
                            uploader,
                            file -> uploader.upload(file)
                                    .map(url -> URI.create(url + "?key="
                                            + config.apiKey()
                                                    .map(Secret::reveal)
                                                    .orElse("")))));
                }),
                limits("RC-905", "lists a type that the vendor rejects", limits -> limits.accept(9, MediaFormat.GIF)),
                limits(
                        "RC-905",
                        "cites no source of its limits",
                        limits -> new UploadLimits(limits.maxBytes(), new DocumentAnchor("", ""))));
    }

    private static ResolvedRequest order(ProviderParts right) {
        return new ResolvedRequest(
                Acme.ID, right.models().get(0), Map.of(Field.PROMPT, "an order that was not placed"));
    }

    private static ContractMutant upload(
            String rule, String name, BiFunction<MediaUploader, MediaFile, Either<VideoFailure, URI>> port) {
        return upload(Set.of(rule), name, port);
    }

    private static ContractMutant upload(
            Set<String> rules, String name, BiFunction<MediaUploader, MediaFile, Either<VideoFailure, URI>> port) {
        return wrong(rules, name, (right, config) -> {
            MediaUploader uploader = right.uploader().orElseThrow();
            return right.uploader(port(uploader, file -> port.apply(uploader, file)));
        });
    }

    private static ContractMutant failure(String rule, String name, UnaryOperator<VideoFailure> exchange) {
        return upload(rule, name, (right, file) -> right.upload(file).mapLeft(exchange));
    }

    private static ContractMutant limits(String rule, String name, UnaryOperator<UploadLimits> exchange) {
        return wrong(rule, name, (right, config) -> {
            MediaUploader uploader = right.uploader().orElseThrow();
            return right.uploader(new Uploader(exchange.apply(uploader.limits()), uploader::upload));
        });
    }

    static MediaUploader port(MediaUploader right, Sender sender) {
        return new Uploader(right.limits(), sender);
    }

    @FunctionalInterface
    interface Sender {
        Either<VideoFailure, URI> upload(MediaFile file);
    }

    private record Uploader(UploadLimits limits, Sender sender) implements MediaUploader {

        @Override
        public Either<VideoFailure, URI> upload(MediaFile file) {
            return sender.upload(file);
        }
    }

    /** A file whose bytes were decoded and encoded as UTF-8. */
    private record TextFile(MediaFile file) implements ForwardingMediaFile {

        @Override
        public InputStream open() {
            try {
                String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void later(Runnable call) {
        CompletableFuture<Void> unused =
                CompletableFuture.runAsync(call, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
    }

    private static MediaUploader uploader(Supplier<UploadLimits> limits, Sender sender) {
        return new MediaUploader() {
            @Override
            public UploadLimits limits() {
                return limits.get();
            }

            @Override
            public Either<VideoFailure, URI> upload(MediaFile file) {
                return sender.upload(file);
            }
        };
    }

    /** The beginning of a file. */
    private record CutFile(MediaFile file) implements ForwardingMediaFile {

        @Override
        public long size() {
            return Math.min(100_000, file.size());
        }

        @Override
        public InputStream open() throws IOException {
            return new ByteArrayInputStream(file.readAllBytes(), 0, (int) size());
        }
    }

    /** A file that claims to be a JPEG picture. */
    private record RetypedFile(MediaFile file) implements ForwardingMediaFile {

        @Override
        public MediaFormat type() {
            return MediaFormat.JPEG;
        }
    }
}
