package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.LeakMutants.keyOf;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VendorLimits;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** RC-103, RC-402, RC-703, RC-704 and RC-802: missing, changing and mixed keys. */
final class KeyMutants {

    private KeyMutants() {}

    static List<ContractMutant> all() {
        // by the scheduler, because each test has its own
        Map<Scheduler, ProviderParts> first = new ConcurrentHashMap<>();
        Map<Scheduler, String> current = new ConcurrentHashMap<>();
        Map<Scheduler, String> firstUrl = new ConcurrentHashMap<>();
        return List.of(
                wrong("RC-103", "cannot be created with a blank key", (right, config) -> {
                    if (config.text("api-key").filter(String::isBlank).isPresent()) {
                        throw new IllegalStateException("acme.api-key is blank");
                    }
                    return right;
                }),
                wrong(
                        "RC-103",
                        "estimates only with a key",
                        (right, config) -> right.pricing(request -> hasKey(config)
                                ? right.pricing().estimate(request)
                                : new Estimate.Unknown("log in to see prices"))),
                wrong(
                        "RC-103",
                        "previews only with a key",
                        (right, config) -> right.preview(Optional.of(request -> {
                            if (!hasKey(config)) {
                                throw new IllegalStateException("no key");
                            }
                            return right.preview().orElseThrow().preview(request);
                        }))),
                wrong(
                        "RC-103",
                        "has its limits only with a key",
                        (right, config) -> hasKey(config) ? right : right.limits(VendorLimits.UNDOCUMENTED)),
                wrong(
                        "RC-402",
                        "repeats a download with the key after 401",
                        (right, config) -> right.downloader(new Downloads(
                                right.downloader(),
                                config,
                                failure -> failure.message().contains("401"),
                                "X-Acme-Key"))),
                wrong(
                        "RC-402",
                        "repeats a download with Basic credentials after 403",
                        (right, config) -> right.downloader(new Downloads(
                                right.downloader(),
                                config,
                                failure -> failure.message().contains("403"),
                                "Basic"))),
                wrong(
                        "RC-402",
                        "sends a cookie to the host of a file after 404",
                        (right, config) -> right.downloader(new Downloads(
                                right.downloader(),
                                config,
                                failure -> failure.message().contains("404"),
                                "Cookie"))),
                wrong(
                        "RC-703",
                        "polls without a key too",
                        (right, config) -> right.tracker(task -> {
                            if (!hasKey(config)) {
                                Http.get(config, "/jobs/" + task.id());
                            }
                            return right.tracker().status(task);
                        })),
                wrong(
                        "RC-703",
                        "reports a poll without a key as a wrong key",
                        (right, config) -> right.tracker(task -> hasKey(config)
                                ? right.tracker().status(task)
                                : Either.left(VideoFailure.of(FailureKind.AUTHENTICATION, "no key")
                                        .withTask(task)))),
                wrong(
                        "RC-703",
                        "reports a cancel without a key as unsupported",
                        (right, config) -> right.canceller(task -> hasKey(config)
                                ? right.canceller().orElseThrow().cancel(task)
                                : Either.left(VideoFailure.of(FailureKind.UNSUPPORTED, "no key")
                                        .withTask(task)))),
                wrong("RC-703", "reports an upload without a key as a failed upload", (right, config) -> {
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(new LeakMutants.Uploads(
                            uploader,
                            file -> hasKey(config)
                                    ? uploader.upload(file)
                                    : Either.left(VideoFailure.of(FailureKind.UPLOAD_FAILED, "no key"))));
                }),
                wrong(
                        "RC-704",
                        "reads its key when it is created",
                        (right, config) -> hasKey(config)
                                ? Acme.provider(RenamedKeys.of(config, keyOf(config)), AcmeStyle.defaultStyle())
                                : right),
                wrong("RC-704", "polls with the key that it was created with", (right, config) -> {
                    if (!hasKey(config)) {
                        return right;
                    }
                    ProviderParts fixed =
                            Acme.provider(RenamedKeys.of(config, keyOf(config)), AcmeStyle.defaultStyle());
                    return right.tracker(fixed.tracker());
                }),
                wrong("RC-704", "keeps the last key after it was removed", (right, config) -> {
                    List<String> last = new CopyOnWriteArrayList<>(List.of(""));
                    return right.generator(request -> {
                        if (hasKey(config)) {
                            last.set(0, keyOf(config));
                        }
                        return hasKey(config) || last.get(0).isEmpty()
                                ? right.generator().submit(request)
                                : Acme.provider(RenamedKeys.of(config, last.get(0)), AcmeStyle.defaultStyle())
                                        .generator()
                                        .submit(request);
                    });
                }),
                wrong(
                        "RC-802",
                        "polls with the first key of the program",
                        (right, config) -> hasKey(config)
                                ? right.tracker(first.computeIfAbsent(config.scheduler(), any -> right)
                                        .tracker())
                                : right),
                wrong(
                        "RC-802",
                        "cancels with the first key of the program",
                        (right, config) -> hasKey(config)
                                ? right.canceller(first.computeIfAbsent(config.scheduler(), any -> right)
                                        .canceller()
                                        .orElseThrow())
                                : right),
                wrong(
                        "RC-802",
                        "uploads with the first key of the program",
                        (right, config) -> hasKey(config)
                                ? right.uploader(first.computeIfAbsent(config.scheduler(), any -> right)
                                        .uploader()
                                        .orElseThrow())
                                : right),
                wrong(
                        "RC-802",
                        "keeps the key of the current call in a static field",
                        (right, config) -> right.generator(request -> {
                            if (!hasKey(config)) {
                                return right.generator().submit(request);
                            }
                            current.put(config.scheduler(), keyOf(config));
                            LockSupport.parkNanos(1_000_000);
                            String key = current.getOrDefault(config.scheduler(), keyOf(config));
                            return key.equals(keyOf(config))
                                    ? right.generator().submit(request)
                                    : Acme.provider(RenamedKeys.of(config, key), AcmeStyle.defaultStyle())
                                            .generator()
                                            .submit(request);
                        })),
                wrong("RC-802", "uses the first base URL of the program", (right, config) -> {
                    String own = config.text("base-url").orElse("");
                    String url = firstUrl.computeIfAbsent(config.scheduler(), any -> own);
                    return url.equals(own)
                            ? right
                            : Acme.provider(
                                    RenamedKeys.with(config, Map.of("base-url", url)), AcmeStyle.defaultStyle());
                }));
    }

    private static boolean hasKey(ProviderConfig config) {
        return config.text("api-key").filter(key -> !key.isBlank()).isPresent();
    }

    /** Repeats some downloads with credentials. */
    private record Downloads(
            VideoDownloader right, ProviderConfig config, Predicate<VideoFailure> when, String credentials)
            implements VideoDownloader {

        @Override
        public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
            return right.download(video, target).peekLeft(failure -> repeat(video, failure));
        }

        @Override
        public Either<VideoFailure, Long> download(
                GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
            return right.download(video, target, listener).peekLeft(failure -> repeat(video, failure));
        }

        private void repeat(GeneratedVideo video, VideoFailure failure) {
            if (when.test(failure)) {
                send(video.url(), credentials.equals("Basic") ? "Authorization" : credentials);
            }
        }

        private void send(URI url, String header) {
            String value = switch (credentials) {
                case "Basic" -> "Basic " + Base64.getEncoder().encodeToString((":" + keyOf(config)).getBytes(US_ASCII));
                case "Cookie" -> "session=1";
                default -> keyOf(config);
            };
            try {
                HttpResponse<Void> unused = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(url)
                                        .header(header, value)
                                        .build(),
                                HttpResponse.BodyHandlers.discarding());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
