package io.github.reel4j;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.pricing.TablePricing;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.vavr.control.Either;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A vendor that accepts every order and finishes immediately, behind a foreign provider. Thread-safe. */
final class ForeignVendor {

    private final ForeignCode code;
    private final List<TaskRef> accepted = new CopyOnWriteArrayList<>();
    private final List<URI> callbacks = new CopyOnWriteArrayList<>();

    ForeignVendor(ForeignCode code) {
        this.code = code;
    }

    /** The billed tasks. */
    List<TaskRef> accepted() {
        return accepted;
    }

    Optional<String> lastCallback() {
        return callbacks.isEmpty()
                ? Optional.empty()
                : Optional.of(callbacks.get(callbacks.size() - 1).getPath());
    }

    VideoProviderFactory factory() {
        VideoProvider provider = code.foreign(VideoProvider.class, new Ports());
        return new VideoProviderFactory() {
            @Override
            public ProviderId id() {
                return SampleRequests.ACME;
            }

            @Override
            public VideoProvider create(ProviderConfig config) {
                return provider;
            }
        };
    }

    private synchronized Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        TaskRef task = SampleRequests.task("task-" + accepted.size());
        accepted.add(task);
        request.callback().ifPresent(callbacks::add);
        code.onResponse();
        return Either.right(task);
    }

    private static Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return Either.right(new TaskStatus.Succeeded(io.github.reel4j.model.GeneratedVideo.builder()
                .from(SampleRequests.video())
                .task(task)
                .build()));
    }

    /** A provider whose ports are foreign code too. */
    private final class Ports extends ForwardingProvider {

        Ports() {
            super(new FakeProvider("acme", SampleRequests.plus()));
        }

        @Override
        public VideoGenerator generator() {
            return code.foreign(VideoGenerator.class, ForeignVendor.this::submit);
        }

        @Override
        public StatusTracker tracker() {
            return code.foreign(StatusTracker.class, ForeignVendor::status);
        }

        @Override
        public PricingModel pricing() {
            return code.foreign(PricingModel.class, new TablePricing());
        }

        @Override
        public VideoDownloader downloader() {
            return code.foreign(VideoDownloader.class, (video, target) -> Either.right(target));
        }

        @Override
        public Optional<RequestPreview> preview() {
            return Optional.of(code.foreign(
                    RequestPreview.class,
                    request -> new WireRequest("POST", URI.create("https://acme.example.com"), Map.of(), "")));
        }

        @Override
        public Optional<TaskCanceller> canceller() {
            return Optional.of(code.foreign(
                    TaskCanceller.class,
                    task -> Either.right(
                            new CancelOutcome(CancelOutcome.Effect.ALREADY_FINISHED, BillingStatus.UNKNOWN))));
        }

        @Override
        public Optional<CallbackReader> callbacks() {
            return Optional.of(code.foreign(CallbackReader.class, new AnyTask()));
        }
    }

    /** Reads every callback as one about the first task. */
    private static final class AnyTask implements CallbackReader {
        @Override
        public boolean signed() {
            return false;
        }

        @Override
        public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
            return Either.right(new CallbackHint("task-0"));
        }

        @Override
        public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
            return Either.right(SampleRequests.task(hint.taskId()));
        }
    }
}
