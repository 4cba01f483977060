package io.github.reel4j.provider.fal;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feign.Headers;
import feign.Request;
import feign.RequestLine;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.provider.feign.LenientJson;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.provider.feign.VendorResponse;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Uploads files as the vendor's own client does: a first request returns 2 URLs, the bytes are sent to one of them
 * without the key, and orders contain the other one.
 */
final class FalUploader implements MediaUploader {

    /** The vendor's client sends larger files in parts, which this class does not. */
    private static final long MAX_BYTES = 90L * 1024 * 1024;

    private static final UploadLimits LIMITS = UploadLimits.of(
                    new DocumentAnchor("fal-client-storage", "MULTIPART_THRESHOLD = 90 * 1024 * 1024"))
            .accept(MAX_BYTES, MediaFormat.values());

    /** The API of the second host of the vendor. */
    interface UploadStorage {
        @RequestLine("POST /storage/upload/initiate?storage_type=fal-cdn-v3")
        @Headers("Content-Type: application/json")
        VendorResponse<UploadUrls> initiate(FileAnnouncement file, Request.Options deadline) throws IOException;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record FileAnnouncement(String contentType, String fileName) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record UploadUrls(@Nullable String uploadUrl, @Nullable String fileUrl) {}

    private final VendorClient client;
    private final UploadStorage storage;

    FalUploader(VendorClient client) {
        this.client = client.at("upload-base-url", "https://rest.fal.ai");
        this.storage = this.client.api(UploadStorage.class);
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
        } catch (IOException e) { // for example, the file has changed since it was checked
            return Either.left(VideoFailure.of(FailureKind.UPLOAD_FAILED, String.valueOf(e.getMessage())));
        }
        String type = file.type().id();
        // not the name of the file on this machine, which may be private
        FileAnnouncement announced =
                new FileAnnouncement(type, "file." + file.type().extensions().get(0));
        return client.upload(deadline -> storage.initiate(announced, deadline)).flatMap(response -> {
            Optional<URI> target = LenientJson.url(response.value().uploadUrl());
            Optional<URI> url = LenientJson.url(response.value().fileUrl());
            return target.isEmpty() || url.isEmpty()
                    ? Either.left(client.failures().uploadFailed("has no usable upload_url or file_url", response))
                    : client.send(target.get(), "PUT", Map.of("Content-Type", type), content)
                            .map(status -> url.get());
        });
    }
}
