package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.poll;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.responded;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.says;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.status;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.VideoDownloader;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** RC-501 to RC-504: uploads, downloads to channels, and cancelled tasks. */
final class FaultyCallMutants {

    private FaultyCallMutants() {}

    static List<ContractMutant> all() {
        return Stream.of(exceptions(), reasons(), bills()).flatMap(List::stream).toList();
    }

    private static List<ContractMutant> exceptions() {
        return List.of(
                poll(
                        "RC-501",
                        "throws on a queue position that is a list",
                        (task, result) -> result.peekLeft(failure -> {
                            if (failure.rawResponse().orElse("").contains("\"ahead\":[")) {
                                throw new IllegalStateException("ahead");
                            }
                        })),
                upload(
                        Set.of("RC-501", "RC-902"),
                        "throws on the response null to an upload",
                        responded("null"),
                        FaultyCallMutants::thrown),
                channel(
                        Set.of("RC-404", "RC-501", "RC-503"),
                        "throws on 404 of a download to a channel",
                        says("HTTP 404"),
                        FaultyCallMutants::thrown));
    }

    private static List<ContractMutant> reasons() {
        return List.of(
                upload(
                        Set.of("RC-502"),
                        "writes the reason of a failed upload on 2 lines",
                        failure -> true,
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .vendorMessage(failure.vendorMessage().map(reason -> reason.replaceFirst(" ", "\n")))
                                .build()),
                status(
                        "RC-502",
                        "keeps more than 512 characters of a cancelled task",
                        update -> StatusBodies.cancelled(
                                update,
                                failure -> VideoFailure.builder()
                                        .from(failure)
                                        .vendorMessage(failure.vendorMessage()
                                                .map(reason -> reason.length() > 500 ? reason + reason : reason))
                                        .build())),
                status(
                        "RC-504",
                        "drops the reason of a cancelled task if its response is long",
                        update -> StatusBodies.cancelled(
                                update,
                                failure -> failure.rawResponse().orElse("").contains("xxxxxxxx")
                                                && failure.vendorMessage()
                                                        .orElse("")
                                                        .startsWith("the seed")
                                        ? withoutReason(failure)
                                        : failure)));
    }

    private static List<ContractMutant> bills() {
        return List.of(channel(
                Set.of("RC-503"),
                "reports 402 of a download to a channel as an unpaid bill, without the task",
                says("HTTP 402"),
                failure -> VideoFailure.builder()
                        .from(as(FailureKind.INSUFFICIENT_BALANCE).apply(failure))
                        .task(Optional.<TaskRef>empty())
                        .build()));
    }

    private static VideoFailure withoutReason(VideoFailure failure) {
        return VideoFailure.builder()
                .from(failure)
                .vendorMessage(Optional.<String>empty())
                .build();
    }

    private static VideoFailure thrown(VideoFailure failure) {
        throw new NoSuchElementException(failure.message());
    }

    private static ContractMutant upload(
            Set<String> rules, String name, Predicate<VideoFailure> when, UnaryOperator<VideoFailure> exchange) {
        return wrong(rules, name, (right, config) -> {
            MediaUploader uploader = right.uploader().orElseThrow();
            return right.uploader(new MediaUploader() {
                @Override
                public UploadLimits limits() {
                    return uploader.limits();
                }

                @Override
                public Either<VideoFailure, URI> upload(MediaFile file) {
                    return uploader.upload(file)
                            .mapLeft(failure -> when.test(failure) ? exchange.apply(failure) : failure);
                }
            });
        });
    }

    private static ContractMutant channel(
            Set<String> rules, String name, Predicate<VideoFailure> when, UnaryOperator<VideoFailure> exchange) {
        return wrong(
                rules,
                name,
                (right, config) -> right.downloader(new VideoDownloader() {
                    @Override
                    public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
                        return right.downloader().download(video, target);
                    }

                    @Override
                    public Either<VideoFailure, Long> download(
                            GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
                        return right.downloader()
                                .download(video, target, listener)
                                .mapLeft(failure -> when.test(failure) ? exchange.apply(failure) : failure);
                    }
                }));
    }
}
