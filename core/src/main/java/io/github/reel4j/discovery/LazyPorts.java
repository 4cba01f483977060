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
import org.jspecify.annotations.Nullable;

/**
 * Creates the ports that every order needs, but only when they are first used, because creating them may be expensive.
 * Each accessor is called successfully once; a failed attempt is repeated by the next call. Thread-safe.
 */
final class LazyPorts {

    private final VideoProvider provider;
    private volatile @Nullable LoadedPorts ports;

    /** The ports. */
    record LoadedPorts(VideoGenerator generator, StatusTracker tracker, VideoDownloader downloader) {}

    LazyPorts(VideoProvider provider) {
        this.provider = provider;
    }

    /** Returns the ports, or a failure if they cannot be created. Never throws. */
    Either<VideoFailure, LoadedPorts> read() {
        try {
            return Either.right(ports());
        } catch (InvalidSettingException e) {
            return Either.left(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        } catch (Throwable e) { // includes errors, because nothing has been sent yet and nothing may be sent
            return Either.left(VideoFailure.of(
                    FailureKind.BROKEN_PROVIDER,
                    "the provider has a defect: its ports could not be created, because of " + ExceptionName.of(e)
                            + ". Nothing was sent." + "\n  Update the provider, or remove it from the class path."));
        }
    }

    private LoadedPorts ports() {
        LoadedPorts known = ports;
        return known == null ? readOnce() : known;
    }

    private synchronized LoadedPorts readOnce() {
        LoadedPorts known = ports;
        if (known == null) {
            known = new LoadedPorts(
                    present(provider.generator(), "generator()"),
                    present(provider.tracker(), "tracker()"),
                    present(provider.downloader(), "downloader()"));
            ports = known;
        }
        return known;
    }

    /** Returns {@code value}, or throws {@link NullPointerException} that names {@code accessor} if it is null. */
    static <T> T present(@Nullable T value, String accessor) {
        if (value == null) {
            throw new NullPointerException(accessor + " returned null");
        }
        return value;
    }
}
