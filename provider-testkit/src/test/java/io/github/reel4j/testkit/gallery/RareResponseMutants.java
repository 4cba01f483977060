package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.failure;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.rejection;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.responded;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.testkit.contract.support.ForwardingMediaFile;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import io.vavr.control.Either;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RC-108 to RC-904: providers that go wrong with responses, files and settings that few calls have. */
final class RareResponseMutants {

    private static final Pattern ID = Pattern.compile("\"(job-[^\"]+)\"");

    private RareResponseMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                new ContractMutant(
                        "states 500 orders per second as 1,800,000 per hour",
                        Set.of("RC-108"),
                        AcmeStyle.defaultStyle().limited(),
                        (right, config) -> right.limits(TableMutants.limits(
                                new CallRate(1_800_000, Duration.ofHours(1)), 600, AcmeModels.at("limits")))),
                rejection(
                        "RC-206",
                        "keeps no delay of a limit without a body",
                        kind(FailureKind.RATE_LIMITED)
                                .and(failed -> failed.rawResponse().orElse("").isBlank()),
                        RareResponseMutants::withoutDelay),
                failure(
                        "RC-308",
                        "keeps no delay of a page with HTTP 429",
                        http(429).and(responded("<")),
                        RareResponseMutants::withoutDelay),
                failure(
                        "RC-315",
                        "keeps no delay of a response without a body",
                        http(503).and(failed -> failed.rawResponse().orElse("").isBlank()),
                        RareResponseMutants::withoutDelay),
                wrong(
                        "RC-405",
                        "opens addresses of this machine for any vendor",
                        (right, config) -> right.downloader(
                                (video, target) -> open(right.downloader().download(video, target), video))),
                wrong("RC-501", "fails with a delay of a cancel of more milliseconds than an int", (right, config) -> {
                    TaskCanceller canceller = right.canceller().orElseThrow();
                    return right.canceller(task -> canceller
                            .cancel(task)
                            .peekLeft(failed ->
                                    failed.retryAfter().map(Duration::toMillis).ifPresent(Math::toIntExact)));
                }),
                failure(
                        "RC-503",
                        "reports an interrupted poll as not billed",
                        failed -> Thread.currentThread().isInterrupted(),
                        failed -> VideoFailure.of(FailureKind.INTERRUPTED, "the poll was interrupted")),
                failure(
                        "RC-504",
                        "keeps no reason of a large response that is not JSON to the end of its excerpt",
                        http(404).and(failed -> failed.rawResponse().orElse("").length() > 400),
                        failed -> VideoFailure.builder()
                                .from(failed)
                                .vendorMessage(Optional.empty())
                                .build()),
                rejection(
                        "RC-504",
                        "keeps no reason of a large limit",
                        kind(FailureKind.RATE_LIMITED)
                                .and(failed -> failed.rawResponse().orElse("").length() > 400),
                        failed -> VideoFailure.builder()
                                .from(failed)
                                .vendorMessage(Optional.empty())
                                .build()),
                wrong(
                        Set.of("RC-603", "RC-605"),
                        "estimates the dearer size as a minimum",
                        (right, config) ->
                                right.pricing(order -> atLeast(right.pricing().estimate(order), order))),
                wrong(
                        "RC-804",
                        "dates the task of a callback in the zone of the machine",
                        (right, config) ->
                                right.callbacks(new Zoned(right.callbacks().orElseThrow()))),
                wrong("RC-901", "uploads videos as pictures", (right, config) -> {
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(
                            UploadMutants.port(uploader, file -> uploader.upload(new VideoAsPicture(file))));
                }),
                uploads(
                        "RC-902",
                        "takes an id in the response to a failed upload for a task",
                        (right, config) -> failed -> withTask(failed, config)),
                wrong("RC-904", "requests the quota of uploads without the key", (right, config) -> {
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(UploadMutants.port(uploader, file -> {
                        if (config.apiKey().isPresent()) {
                            requestQuota(config);
                        }
                        return uploader.upload(file);
                    }));
                }));
    }

    private interface Change extends BiFunction<ProviderParts, ProviderConfig, UnaryOperator<VideoFailure>> {}

    private static ContractMutant uploads(String rule, String name, Change change) {
        return wrong(rule, name, (right, config) -> {
            MediaUploader uploader = right.uploader().orElseThrow();
            return right.uploader(
                    UploadMutants.port(uploader, file -> uploader.upload(file).mapLeft(change.apply(right, config))));
        });
    }

    private static VideoFailure withoutDelay(VideoFailure failure) {
        return VideoFailure.builder().from(failure).retryAfter(Optional.empty()).build();
    }

    private static Either<VideoFailure, Path> open(Either<VideoFailure, Path> result, GeneratedVideo video) {
        String host = Optional.ofNullable(video.url().getHost()).orElse("");
        if (result.isLeft()
                && kind(FailureKind.REFUSED_ADDRESS).test(result.getLeft())
                && (host.equals("127.0.0.1") || host.equals("[::1]"))
                && "http".equals(video.url().getScheme())) {
            try {
                Http.get(video.url());
            } catch (UncheckedIOException e) {
                // the connection was made
            }
        }
        return result;
    }

    private static Estimate atLeast(Estimate estimate, ResolvedRequest order) {
        return estimate instanceof Estimate.Known known
                        && order.get(Field.RESOLUTION)
                                .filter(Resolution.P720::equals)
                                .isPresent()
                ? new Estimate.AtLeast(known.money(), known.basis(), known.source())
                : estimate;
    }

    private static VideoFailure withTask(VideoFailure failure, ProviderConfig config) {
        Matcher id = ID.matcher(failure.rawResponse().orElse(""));
        return id.find()
                ? failure.withTask(new TaskRef(
                        Acme.ID,
                        Operation.IMAGE_TO_VIDEO,
                        "jobs",
                        id.group(1),
                        "0000",
                        config.scheduler().now()))
                : failure;
    }

    private static void requestQuota(ProviderConfig config) {
        try {
            Http.get(URI.create(config.baseUrl("https://api.acme.example/v1") + "/quota"));
        } catch (UncheckedIOException | IllegalStateException e) {
            // the upload fails as well
        }
    }

    /** A video that claims to be a picture. */
    private record VideoAsPicture(MediaFile file) implements ForwardingMediaFile {

        @Override
        public MediaFormat type() {
            return file.type().equals(MediaFormat.MP4) ? MediaFormat.JPEG : file.type();
        }
    }

    private record Zoned(CallbackReader right) implements ForwardingCallbackReader {

        @Override
        public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
            return right.task(order, hint).map(task -> LocaleAndZone.isChanged() ? local(task) : task);
        }

        private static TaskRef local(TaskRef task) {
            Instant time = task.submittedAt();
            return new TaskRef(
                    task.provider(),
                    task.operation(),
                    task.endpoint(),
                    task.id(),
                    task.fingerprint(),
                    time.plusMillis(TimeZone.getDefault().getOffset(time.toEpochMilli())));
        }
    }
}
