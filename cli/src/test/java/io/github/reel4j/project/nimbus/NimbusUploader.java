package io.github.reel4j.project.nimbus;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.provider.feign.LenientJson;
import io.github.reel4j.provider.feign.VendorClient;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;

/** Uploads first frames. */
record NimbusUploader(VendorClient client, NimbusApi api) implements MediaUploader {

    private static final UploadLimits LIMITS = UploadLimits.of(
                    new DocumentAnchor("nimbus-render", "media: PNG or JPEG, up to 1,000,000 bytes"))
            .accept(1_000_000, MediaFormat.PNG, MediaFormat.JPEG);

    NimbusUploader(VendorClient client) {
        this(client, client.api(NimbusApi.class));
    }

    @Override
    public UploadLimits limits() {
        return LIMITS;
    }

    @Override
    public Either<VideoFailure, URI> upload(MediaFile file) {
        byte[] content;
        try {
            content = file.readAllBytes();
        } catch (IOException e) {
            return Either.left(VideoFailure.of(FailureKind.UPLOAD_FAILED, String.valueOf(e.getMessage())));
        }
        return client.upload(deadline -> api.store(file.type().id(), content, deadline))
                .flatMap(response -> LenientJson.url(response.value().href())
                        .<Either<VideoFailure, URI>>map(Either::right)
                        .orElseGet(() -> Either.left(client.failures().uploadFailed("has no usable URL", response))));
    }
}
