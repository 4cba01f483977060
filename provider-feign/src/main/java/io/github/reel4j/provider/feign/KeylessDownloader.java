package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoDownloader;
import io.vavr.control.Either;
import java.nio.file.Path;

/** Fetches results without credentials, as both shipped vendors' links need none. Thread-safe. */
final class KeylessDownloader implements VideoDownloader {

    KeylessDownloader(boolean allowPrivate) {}

    @Override
    public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
        return Either.left(VideoFailure.of(FailureKind.DOWNLOAD_FAILED, "not merged yet"));
    }
}
