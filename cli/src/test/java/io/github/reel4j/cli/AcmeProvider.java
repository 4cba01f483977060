package io.github.reel4j.cli;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.pricing.TablePricing;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Secret;
import io.github.reel4j.spi.VideoProvider;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The provider for {@link AcmeVendor}. */
final class AcmeProvider implements VideoProvider {

    private final ProviderConfig config;
    private final HttpClient http = HttpClient.newHttpClient();

    AcmeProvider(ProviderConfig config) {
        this.config = config;
    }

    @Override
    public ProviderId id() {
        return config.provider();
    }

    @Override
    public List<ModelSpec> models() {
        return AcmeModels.TABLE;
    }

    @Override
    public VideoGenerator generator() {
        return this::submit;
    }

    @Override
    public StatusTracker tracker() {
        return this::status;
    }

    @Override
    public PricingModel pricing() {
        return new TablePricing(config::amount);
    }

    @Override
    public VideoDownloader downloader() {
        return this::download;
    }

    @Override
    public Optional<RequestPreview> preview() {
        return Optional.of(this::wire);
    }

    /** Prompts that start with {@code bug} throw an error whose message has the key. */
    private WireRequest wire(ResolvedRequest request) {
        String prompt = request.get(Field.PROMPT).orElse("");
        if (prompt.startsWith("bug")) {
            throw new AssertionError("failed with " + key());
        }
        return new WireRequest("POST", url("/orders"), Map.of("X-Key", "***"), prompt);
    }

    private Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        String prompt = request.get(Field.PROMPT).orElse("");
        String response = call("/orders", prompt);
        if (response.startsWith("rejected BUG")) {
            throw new AssertionError("failed with " + key());
        }
        return response.startsWith("rejected ")
                ? Either.left(failure(response.substring(9)))
                : Either.right(new TaskRef(
                        id(),
                        request.operation(),
                        "orders",
                        response,
                        request.fingerprint(),
                        config.scheduler().now()));
    }

    private Either<VideoFailure, TaskStatus> status(TaskRef task) {
        String response = call("/" + task.id().replace("order/", "orders/"), "");
        if (response.startsWith("poll ")) {
            return Either.left(failure(response.substring(5)).withTask(task));
        }
        if (response.startsWith("fail ")) {
            return Either.right(
                    new TaskStatus.Failed(failure(response.substring(5)).withTask(task)));
        }
        if (response.startsWith("queued ")) {
            return Either.right(new TaskStatus.Queued(OptionalInt.of(Integer.parseInt(response.substring(7)))));
        }
        if (response.startsWith("done ")) {
            GeneratedVideo first = video(task, "");
            int count = Integer.parseInt(response.substring(5));
            return Either.right(new TaskStatus.Succeeded(GeneratedVideo.builder()
                    .from(first)
                    .others(IntStream.rangeClosed(2, count)
                            .mapToObj(i -> video(task, "?video=" + i))
                            .toList())
                    .build()));
        }
        return Either.right(
                switch (response) {
                    case "queued" -> new TaskStatus.Queued();
                    case "running" -> new TaskStatus.Running(Optional.empty());
                    case "done" -> new TaskStatus.Succeeded(video(task, ""));
                    default -> new TaskStatus.Unrecognized(response);
                });
    }

    private GeneratedVideo video(TaskRef task, String query) {
        return GeneratedVideo.builder()
                .task(task)
                .url(url("/media/" + task.id().replaceAll(".*/", "") + query))
                .width(832)
                .height(480)
                .duration(Duration.ofSeconds(5))
                .build();
    }

    private Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
        try {
            return Either.right(Files.writeString(target, call(video.url().getPath(), "")));
        } catch (IOException e) {
            return Either.left(VideoFailure.of(FailureKind.DOWNLOAD_FAILED, "cannot write"));
        }
    }

    private String call(String path, String body) {
        try {
            return http.send(
                            HttpRequest.newBuilder(url(path))
                                    .header("X-Key", key())
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String key() {
        return config.apiKey().map(Secret::reveal).orElseThrow();
    }

    private URI url(String path) {
        return URI.create(config.baseUrl("https://acme.example") + path);
    }

    private static VideoFailure failure(String kind) {
        return VideoFailure.builder()
                .kind(FailureKind.valueOf(kind))
                .message("acme says no: \"not today\".")
                .vendorCode("E42")
                .vendorMessage("not today")
                .build();
    }

    static DocumentAnchor anchor(String quote) {
        return new DocumentAnchor("acme-video", quote);
    }
}
