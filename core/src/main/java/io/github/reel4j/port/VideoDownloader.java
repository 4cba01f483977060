package io.github.reel4j.port;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.nio.file.Path;

/**
 * Fetches a finished video. A port, because only the vendor knows whether its links need credentials. Implementations are
 * thread-safe.
 */
public interface VideoDownloader {

    /**
     * Writes the video to {@code target}, which appears whole or not at all; an existing file is never replaced, not even one that
     * appears at the last moment; {@code FilePublisher} of the SPI does that. It never throws, and may be called again after a failure.
     *
     * @return the path of the file
     * @implSpec RC-401 to RC-403 of the provider contract
     */
    Either<VideoFailure, Path> download(GeneratedVideo video, Path target);
}
