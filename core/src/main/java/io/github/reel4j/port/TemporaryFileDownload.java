package io.github.reel4j.port;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Downloads a video to a channel through a temporary file, for downloaders that can only write files. */
final class TemporaryFileDownload {

    private static final int BUFFER_BYTES = 64 * 1024;

    private TemporaryFileDownload() {}

    /** See {@link VideoDownloader#download(GeneratedVideo, WritableByteChannel, DownloadListener)}. */
    static Either<VideoFailure, Long> run(
            VideoDownloader downloader, GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
        Path directory;
        try {
            directory = Files.createTempDirectory("reel4j-");
        } catch (IOException e) {
            return failed(video, "a temporary file could not be created", e);
        }
        try {
            return downloader
                    .download(video, directory.resolve("video"), listener)
                    .flatMap(file -> copy(video, file, target));
        } finally {
            delete(directory);
        }
    }

    private static Either<VideoFailure, Long> copy(GeneratedVideo video, Path file, WritableByteChannel target) {
        try (FileChannel from = FileChannel.open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            long written = 0;
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    int accepted = target.write(buffer);
                    if (accepted <= 0) {
                        throw new IOException("the channel accepts no bytes");
                    }
                    written += accepted;
                }
            }
            return Either.right(written);
        } catch (IOException | RuntimeException e) { // channels of the program may throw anything
            return failed(video, "the video could not be written to the channel", e);
        }
    }

    private static <T> Either<VideoFailure, T> failed(GeneratedVideo video, String what, Exception e) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        return Either.left(VideoFailure.builder()
                .kind(interrupted ? FailureKind.INTERRUPTED : FailureKind.DOWNLOAD_FAILED)
                .message(what + ": " + e.getClass().getSimpleName() + ". The video is still at the vendor.")
                .task(video.task())
                .build());
    }

    /** Deletes the directory, and the parts that a failed download has left in it. */
    private static void delete(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // The operating system cleans its directory of temporary files.
        }
    }
}
