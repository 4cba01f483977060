package io.github.reel4j.provider.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.MediaFormat.MediaKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.provider.feign.LenientJson;
import io.github.reel4j.provider.feign.MultipartBody;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.provider.feign.VendorResponse;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Uploads files in 2 steps: the vendor returns a policy for a model, with which the file is stored at its object store
 * for 48 hours, without the API key. The order contains an {@code oss://} URL.
 */
final class DashscopeUploader implements MediaUploader {

    /** The fields of the form, with the fields of a policy that they repeat. */
    private static final Map<String, String> FORM = new TreeMap<>(Map.of(
            "OSSAccessKeyId", "oss_access_key_id",
            "Signature", "signature",
            "policy", "policy",
            "x-oss-object-acl", "x_oss_object_acl",
            "x-oss-forbid-overwrite", "x_oss_forbid_overwrite"));

    private static final long MAX_ANIMATED_PICTURE = 5_000_000;

    private final VendorClient client;
    private final DashscopeApi api;
    private final List<ModelSpec> models;

    DashscopeUploader(VendorClient client, List<ModelSpec> models) {
        this.client = client;
        this.models = models;
        this.api = client.api(DashscopeApi.class);
    }

    /** The largest sizes of all models. */
    @Override
    public UploadLimits limits() {
        return UploadLimits.of(new DocumentAnchor("dashscope-image-to-video", "input.img_url"))
                .accept(10_000_000, MediaFormat.PNG, MediaFormat.JPEG, MediaFormat.BMP, MediaFormat.WEBP)
                .accept(14_999_999, MediaFormat.WAV, MediaFormat.MP3)
                .accept(200_000_000, MediaFormat.MP4, MediaFormat.AVI, MediaFormat.MOV);
    }

    /** Uploads a file for the first model, because every policy is for a model. */
    @Override
    public Either<VideoFailure, URI> upload(MediaFile file) {
        return upload(file, models.get(0));
    }

    @Override
    public Either<VideoFailure, URI> upload(MediaFile file, ModelSpec model) {
        boolean animated = model.field(Field.VIDEO).isPresent() && file.type().kind() == MediaKind.IMAGE;
        if (animated && file.size() > MAX_ANIMATED_PICTURE) {
            return Either.left(VideoFailure.of(
                    FailureKind.INVALID_REQUEST,
                    file.field() + " has " + file.size() + " bytes; " + model.id() + " takes at most "
                            + MAX_ANIMATED_PICTURE + " (dashscope-animate, \"input.image_url\"). Nothing was sent."));
        }
        byte[] content;
        try {
            content = file.readAllBytes();
        } catch (IOException e) {
            return Either.left(VideoFailure.of(FailureKind.UPLOAD_FAILED, String.valueOf(e.getMessage())));
        }
        return client.upload(deadline -> api.uploadPolicy(model.id(), deadline))
                .flatMap(response -> store(file, content, response));
    }

    private Either<VideoFailure, URI> store(MediaFile file, byte[] content, VendorResponse<JsonNode> response) {
        JsonNode policy = response.value().path("data");
        Optional<URI> host = LenientJson.url(policy.path("upload_host").textValue());
        String folder = policy.path("upload_dir").asText("");
        Map<String, String> form = new LinkedHashMap<>();
        FORM.forEach((field, name) ->
                Optional.ofNullable(policy.path(name).textValue()).ifPresent(value -> form.put(field, value)));
        if (host.isEmpty() || form.size() < FORM.size() || !folder.matches("[A-Za-z0-9._/-]+")) {
            return Either.left(client.failures().uploadFailed("has no complete upload policy", response));
        }
        String key = folder + "/" + file.sha256().substring(0, 16) + "-" + file.uploadName();
        form.put("key", key);
        form.put("success_action_status", "200");
        form.put("x-oss-content-type", file.type().id());
        MultipartBody body =
                MultipartBody.of(form, file.uploadName(), file.type().id(), content);
        return client.send(host.get(), "POST", Map.of("Content-Type", body.contentType()), body.bytes())
                .map(status -> URI.create("oss://" + key));
    }
}
