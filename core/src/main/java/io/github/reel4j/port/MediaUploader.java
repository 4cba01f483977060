package io.github.reel4j.port;

import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.net.URI;

/**
 * Uploads local files to a vendor that documents a way to do so. An upload is not an order: it is free of charge and
 * may be repeated. Optional port. Implementations are thread-safe.
 */
public interface MediaUploader {

    /**
     * Returns the files that the vendor accepts. Needs neither key nor network, and is the same on each call. The
     * client uploads no other files.
     *
     * @implSpec RC-905 of the provider contract
     */
    UploadLimits limits();

    /**
     * Uploads {@code file} once. Never throws, and may be called again after a failure.
     *
     * @return the absolute URL to send in the order, in any scheme that the vendor documents; or a failure. A failure
     *     is never billed and has no task, because an upload orders nothing
     * @implSpec RC-901 to RC-904 of the provider contract
     */
    Either<VideoFailure, URI> upload(MediaFile file);

    /**
     * Uploads {@code file} once, as {@link #upload(MediaFile)} does, for an order of {@code model}. The client calls
     * this method.
     *
     * @implSpec The default implementation ignores the model. Override it for a vendor whose uploads belong to a model.
     */
    default Either<VideoFailure, URI> upload(MediaFile file, ModelSpec model) {
        return upload(file);
    }
}
