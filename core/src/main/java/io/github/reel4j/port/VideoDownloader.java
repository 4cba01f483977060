package io.github.reel4j.port;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * Downloads finished videos. This is a port because only the vendor knows whether its URLs need credentials.
 * Implementations are thread-safe. A provider that uses {@code reel4j-provider-feign} returns its downloader, which
 * implements all methods; another implements at least the first.
 */
public interface VideoDownloader {

    /**
     * Downloads the video to {@code target}. The file appears complete or not at all, and an existing file is never
     * replaced, even if it is created during the download. Use {@code NonReplacingFileMover} of the SPI for this. Never
     * throws, and may be called again after a failure. If the thread is interrupted, it ends soon with the failure kind
     * {@code INTERRUPTED}.
     *
     * @return the path of the file
     * @implSpec RC-401 to RC-403 and RC-405 of the provider contract
     */
    Either<VideoFailure, Path> download(GeneratedVideo video, Path target);

    /**
     * Downloads the video as {@link #download(GeneratedVideo, Path)} does, and reports the bytes that arrive.
     *
     * @implSpec The default implementation reports nothing.
     */
    default Either<VideoFailure, Path> download(GeneratedVideo video, Path target, DownloadListener listener) {
        return download(video, target);
    }

    /**
     * Writes the video to {@code target}, in order and each byte once, and reports the bytes that arrive. Success means
     * that the channel has accepted a complete video. After a failure it may have accepted the beginning of one. Never
     * throws, and never closes the channel.
     *
     * @param target a channel in blocking mode, used by one thread at a time
     * @return the number of bytes written
     * @implSpec RC-404 of the provider contract. The default implementation downloads to a temporary file with {@link
     *     #download(GeneratedVideo, Path, DownloadListener)}, and then copies it. An implementation of its own avoids
     *     the file.
     */
    default Either<VideoFailure, Long> download(
            GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
        return TemporaryFileDownload.run(this, video, target, listener);
    }
}
