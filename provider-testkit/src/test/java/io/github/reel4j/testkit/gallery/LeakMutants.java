package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.says;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Secret;
import io.vavr.control.Either;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** RC-701, RC-702 and RC-904: keys in output, in URLs and in bodies. */
final class LeakMutants {

    private static final Logger LOG = Logger.getLogger(LeakMutants.class.getName());

    private LeakMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                submits("logs the headers of an order", (right, config, request) -> {
                    LOG.log(Level.FINE, "POST /jobs, X-Acme-Key: {0}", keyOf(config));
                    return right.generator().submit(request);
                }),
                submits("logs the key with an exception", (right, config, request) -> {
                    LOG.log(Level.INFO, "order", new IllegalStateException("key", new RuntimeException(keyOf(config))));
                    return right.generator().submit(request);
                }),
                wrong(
                        "RC-701",
                        "prints the key to standard error if a poll fails",
                        (right, config) -> right.tracker(
                                task -> right.tracker().status(task).peekLeft(failure -> {
                                    System.err.print("poll with key ");
                                    System.err.println(keyOf(config));
                                }))),
                submits("names a thread after its key", (right, config, request) -> {
                    Thread thread = new Thread(LeakMutants::sleep, "acme " + keyOf(config));
                    thread.setDaemon(true);
                    thread.start();
                    return right.generator().submit(request);
                }),
                rejects("shows the first half of its key", key -> key.substring(0, key.length() / 2)),
                rejects("shows the last 10 characters of its key", key -> key.substring(key.length() - 10)),
                rejects("shows its key in base64", key -> Base64.getEncoder().encodeToString(key.getBytes(US_ASCII))),
                rejects("shows its key in upper case", key -> key.toUpperCase(Locale.ROOT)),
                rejects(
                        "shows its key reversed",
                        key -> new StringBuilder(key).reverse().toString()),
                rejects("shows its key in groups of four", key -> String.join(" ", key.split("(?<=\\G.{4})"))),
                wrong(
                        "RC-701",
                        "shows the key in the text of its generator",
                        (right, config) ->
                                right.generator(new Described(right.generator(), "Generator[" + keyOf(config) + "]"))),
                wrong(
                        "RC-701",
                        "shows the key in failures of cancels",
                        (right, config) -> right.canceller(task -> right.canceller()
                                .orElseThrow()
                                .cancel(task)
                                .mapLeft(failure -> leak(failure, config)))),
                wrong(
                        "RC-701",
                        "throws an exception with the key if the vendor quotes it",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .peekLeft(failure -> {
                                    if (failure.vendorMessage().orElse("").startsWith("bad key")) {
                                        IllegalStateException thrown = new IllegalStateException("poll");
                                        thrown.addSuppressed(new IllegalArgumentException(keyOf(config)));
                                        throw thrown;
                                    }
                                }))),
                wrong(
                        "RC-701",
                        "quotes the reason of a failed task unchanged",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .map(status -> status instanceof TaskStatus.Failed failed
                                                && failed.failure()
                                                        .vendorMessage()
                                                        .orElse("")
                                                        .contains("***")
                                        ? new TaskStatus.Failed(leak(failed.failure(), config))
                                        : status))),
                wrong(
                        "RC-701",
                        "shows the key in failures of downloads",
                        (right, config) ->
                                right.downloader(new Download(right.downloader(), failure -> leak(failure, config)))),
                wrong(
                        "RC-701",
                        "shows the key in failures of callbacks",
                        (right, config) -> right.callbacks(
                                new Callbacks(right.callbacks().orElseThrow(), failure -> leak(failure, config)))),
                wrong(
                        "RC-701",
                        "keeps the response of a redirect",
                        (right, config) -> right.generator(request -> right.generator()
                                .submit(request)
                                .mapLeft(failure -> says("307").test(failure) ? leak(failure, config) : failure))),
                wrong(
                        "RC-701",
                        "keeps the unfinished response of a poll",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .mapLeft(failure -> failure.kind() == FailureKind.UNEXPECTED_RESPONSE
                                                && failure.rawResponse()
                                                        .orElse("")
                                                        .startsWith("{\"error\": \"bad")
                                        ? leak(failure, config)
                                        : failure))),
                wrong(
                        "RC-702",
                        "adds the key to the body of orders",
                        (right, config) -> Acme.provider(
                                config,
                                AcmeStyle.defaultStyle(),
                                order -> order.put("api_key", keyOf(config)),
                                Map.of())),
                wrong(
                        "RC-702",
                        "adds the key in base64 to the body of orders",
                        (right, config) -> Acme.provider(
                                config,
                                AcmeStyle.defaultStyle(),
                                order -> order.put(
                                        "api_key",
                                        Base64.getEncoder()
                                                .encodeToString(keyOf(config).getBytes(US_ASCII))),
                                Map.of())),
                wrong(
                        "RC-702",
                        "adds half of the key to the query of polls",
                        (right, config) -> Acme.provider(
                                config,
                                AcmeStyle.defaultStyle(),
                                order -> order,
                                Map.of(
                                        "account",
                                        keyOf(config).substring(keyOf(config).length() / 2)))),
                credentials(
                        "RC-702",
                        "sends the key in a cookie too",
                        key -> Map.of("X-Acme-Key", key.reveal(), "Cookie", "session=" + key.reveal())),
                credentials(
                        "RC-702",
                        "encodes its key as in a URL",
                        key -> Map.of("X-Acme-Key", URLEncoder.encode(key.reveal(), US_ASCII))),
                uploads(
                        "shows half of the key in failures of uploads",
                        (right, config) -> file -> right.upload(file)
                                .mapLeft(failure -> VideoFailure.builder()
                                        .from(failure)
                                        .message(failure.message() + " "
                                                + keyOf(config).substring(0, 12))
                                        .build())),
                uploads("logs the key of an upload", (right, config) -> file -> {
                    LOG.fine("PUT /files with " + keyOf(config));
                    return right.upload(file);
                }),
                uploads(
                        "shows the key if an upload is redirected",
                        (right, config) -> file -> right.upload(file)
                                .mapLeft(failure -> says("302").test(failure) ? leak(failure, config) : failure)));
    }

    static String keyOf(ProviderConfig config) {
        return config.text("api-key").filter(key -> !key.isBlank()).orElse("none of acme");
    }

    private static void sleep() {
        try {
            Thread.sleep(Duration.ofMillis(100).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static VideoFailure leak(VideoFailure failure, ProviderConfig config) {
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + " The key: " + keyOf(config))
                .build();
    }

    private static ContractMutant rejects(String name, UnaryOperator<String> form) {
        return submits(
                name,
                (right, config, request) -> right.generator()
                        .submit(request)
                        .mapLeft(failure -> kind(FailureKind.AUTHENTICATION).test(failure)
                                ? VideoFailure.builder()
                                        .from(failure)
                                        .message(failure.message() + " Key: " + form.apply(keyOf(config)))
                                        .build()
                                : failure));
    }

    private interface Submit {
        Either<VideoFailure, TaskRef> submit(ProviderParts right, ProviderConfig config, ResolvedRequest request);
    }

    private static ContractMutant submits(String name, Submit submit) {
        return wrong(
                "RC-701", name, (right, config) -> right.generator(request -> submit.submit(right, config, request)));
    }

    static ContractMutant credentials(
            String rule, String name, java.util.function.Function<Secret, Map<String, String>> credentials) {
        return wrong(
                rule,
                name,
                (right, config) ->
                        Acme.provider(config, AcmeStyle.defaultStyle(), order -> order, Map.of(), credentials));
    }

    private interface UploadRecipe {
        PlainUpload make(MediaUploader right, ProviderConfig config);
    }

    /** Uploads a file. */
    interface PlainUpload {
        Either<VideoFailure, URI> upload(MediaFile file);
    }

    private static ContractMutant uploads(String name, UploadRecipe recipe) {
        return wrong("RC-904", name, (right, config) -> {
            MediaUploader uploader = right.uploader().orElseThrow();
            return right.uploader(new Uploads(uploader, recipe.make(uploader, config)));
        });
    }

    /** Uploads in another way. */
    record Uploads(MediaUploader right, PlainUpload upload) implements MediaUploader {

        @Override
        public UploadLimits limits() {
            return right.limits();
        }

        @Override
        public Either<VideoFailure, URI> upload(MediaFile file) {
            return upload.upload(file);
        }
    }

    private record Described(VideoGenerator right, String text) implements VideoGenerator {

        @Override
        public Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
            return right.submit(request);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private record Download(VideoDownloader right, UnaryOperator<VideoFailure> change) implements VideoDownloader {

        @Override
        public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
            return right.download(video, target).mapLeft(change);
        }

        @Override
        public Either<VideoFailure, Long> download(
                GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
            return right.download(video, target, listener).mapLeft(change);
        }
    }

    record Callbacks(CallbackReader right, UnaryOperator<VideoFailure> change) implements ForwardingCallbackReader {

        @Override
        public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
            return right.read(callback).mapLeft(change);
        }
    }
}
