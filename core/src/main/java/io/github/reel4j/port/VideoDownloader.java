package io.github.reel4j.port;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.nio.file.Path;

/**
 * Downloads finished videos. This is a port because only the vendor knows whether its URLs need credentials.
 * Implementations are thread-safe.
 */
public interface VideoDownloader {

    /**
     * Downloads the video to {@code target}. The file appears complete or not at all, and an existing file is never
     * replaced, even if it is created during the download. Use {@code NonReplacingFileMover} of the SPI for this. Never
     * throws, and may be called again after a failure.
     *
     * @return the path of the file
     * @implSpec RC-401 to RC-403 of the provider contract
     */
    Either<VideoFailure, Path> download(GeneratedVideo video, Path target);
}
