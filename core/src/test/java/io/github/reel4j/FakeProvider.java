package io.github.reel4j;

import io.github.reel4j.discovery.DiscoveredProvider;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.pricing.TablePricing;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.vavr.control.Either;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A provider whose ports are fields that tests can replace. */
public final class FakeProvider implements VideoProvider {

    private final ProviderId id;
    private final List<ModelSpec> models;
    public VideoGenerator generator = request -> Either.right(this.ordered());
    public StatusTracker tracker = task -> Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
    public PricingModel pricing = new TablePricing();
    public VideoDownloader downloader = (video, target) -> Either.right(target);
    public boolean needsKey = true;
    public Function<ResolvedRequest, List<Violation>> violations = request -> List.of();
    public Optional<RequestPreview> preview = Optional.empty();
    public Optional<TaskCanceller> canceller = Optional.empty();
    public Optional<CallbackReader> callbacks = Optional.empty();
    public Optional<MediaUploader> uploader = Optional.empty();

    /** Every request that reached the generator. */
    public final List<ResolvedRequest> submitted = Collections.synchronizedList(new ArrayList<>());
    /** The number of calls of {@code close}. */
    public int closed;

    public Optional<RuntimeException> failsToClose = Optional.empty();
    /** The number of polls. */
    public int polled;

    public FakeProvider(String id, ModelSpec... models) {
        this.id = ProviderId.of(id);
        this.models = List.of(models);
    }

    public DiscoveredProvider found() {
        return found(id + "-1.0.jar");
    }

    public DiscoveredProvider found(String origin) {
        return new DiscoveredProvider(id, factory(), origin);
    }

    public VideoProviderFactory factory() {
        return new VideoProviderFactory() {
            @Override
            public ProviderId id() {
                return id;
            }

            @Override
            public VideoProvider create(ProviderConfig config) {
                return FakeProvider.this;
            }
        };
    }

    @Override
    public ProviderId id() {
        return id;
    }

    @Override
    public List<ModelSpec> models() {
        return models;
    }

    @Override
    public boolean needsKey() {
        return needsKey;
    }

    @Override
    public List<Violation> violations(ResolvedRequest request) {
        return violations.apply(request);
    }

    @Override
    public VideoGenerator generator() {
        return this::submit;
    }

    private Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        submitted.add(request);
        return generator.submit(request);
    }

    /** Returns the task of the latest order; the first is {@link SampleRequests#task()}, and all differ. */
    public TaskRef ordered() {
        return submitted.size() == 1 ? SampleRequests.task() : SampleRequests.task("task-" + submitted.size());
    }

    @Override
    public StatusTracker tracker() {
        return this::status;
    }

    private Either<VideoFailure, TaskStatus> status(TaskRef task) {
        polled++;
        return tracker.status(task);
    }

    @Override
    public PricingModel pricing() {
        return request -> pricing.estimate(request);
    }

    @Override
    public VideoDownloader downloader() {
        return new VideoDownloader() {
            @Override
            public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
                return downloader.download(video, target);
            }

            @Override
            public Either<VideoFailure, Path> download(GeneratedVideo video, Path target, DownloadListener listener) {
                return downloader.download(video, target, listener);
            }

            @Override
            public Either<VideoFailure, Long> download(
                    GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
                return downloader.download(video, target, listener);
            }
        };
    }

    @Override
    public Optional<RequestPreview> preview() {
        return preview;
    }

    @Override
    public Optional<TaskCanceller> canceller() {
        return canceller;
    }

    @Override
    public Optional<CallbackReader> callbacks() {
        return callbacks;
    }

    @Override
    public void close() {
        closed++;
        failsToClose.ifPresent(problem -> {
            throw problem;
        });
    }

    @Override
    public Optional<MediaUploader> uploader() {
        return uploader;
    }
}
