package io.github.reel4j.discovery;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.VideoProvider;
import io.vavr.control.Either;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ports that every order needs, each accessor once. They are read late, for they may be costly to make; a read that failed is
 * made again the next time, and nothing was sent meanwhile. Thread-safe.
 */
final class LazyPorts {

    private final VideoProvider provider;
    private volatile @Nullable Ports ports;

    /** What the accessors returned. */
    record Ports(VideoGenerator generator, StatusTracker tracker, VideoDownloader downloader) {}

    LazyPorts(VideoProvider provider) {
        this.provider = provider;
    }

    /** Returns the ports, or why they cannot be had. Never throws. */
    Either<VideoFailure, Ports> read() {
        try {
            return Either.right(ports());
        } catch (InvalidSettingException e) {
            return Either.left(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        } catch (Throwable e) { // errors too: nothing has been sent yet, and nothing may be
            return Either.left(VideoFailure.of(
                    FailureKind.BROKEN_PROVIDER,
                    "the provider has a defect: " + ExceptionName.of(e)
                            + " escaped from an accessor of a port. Nothing was sent. Update it, or take it off the class"
                            + " path."));
        }
    }

    private Ports ports() {
        Ports known = ports;
        return known == null ? readOnce() : known;
    }

    private synchronized Ports readOnce() {
        Ports known = ports;
        if (known == null) {
            known = new Ports(
                    present(provider.generator(), "generator()"),
                    present(provider.tracker(), "tracker()"),
                    present(provider.downloader(), "downloader()"));
            ports = known;
        }
        return known;
    }

    /** Returns {@code value}, which {@code accessor} must not have left out. */
    static <T> T present(@Nullable T value, String accessor) {
        return Objects.requireNonNull(value, () -> accessor + " returned null");
    }
}
