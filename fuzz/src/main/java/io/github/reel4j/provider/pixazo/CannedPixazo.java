package io.github.reel4j.provider.pixazo;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.provider.feign.CannedVendor;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.validation.RequestResolver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The real Pixazo provider with a vendor that returns canned responses. Not thread-safe. */
final class CannedPixazo {

    private static final String IMAGE = "https://example.com/face.png";

    private final CannedVendor vendor = new CannedVendor(
            "pixazo", key -> Map.of("Ocp-Apim-Subscription-Key", key.reveal()), PixazoProviderFactory.CONVENTIONS);
    private final VideoProvider provider = DaggerPixazoComponent.factory()
            .create(vendor.config(), vendor.client(), PixazoSettings.read(vendor.config()));

    CannedVendor vendor() {
        return vendor;
    }

    VideoProvider provider() {
        return provider;
    }

    /** Returns one order for each response format of the vendor. */
    List<ResolvedRequest> orders() {
        RequestResolver resolver = new RequestResolver(provider.id(), provider.models());
        return Stream.<GenerationRequest>of(
                        TextToVideoRequest.builder().prompt("A kitten").build(),
                        SpeechToVideoRequest.builder()
                                .prompt("A man sings")
                                .image(IMAGE)
                                .audio("https://example.com/song.mp3")
                                .build(),
                        AnimateRequest.builder()
                                .image(IMAGE)
                                .video("https://example.com/motion.mp4")
                                .build())
                .map(request -> resolver.resolve(request).get())
                .toList();
    }

    /** Returns one task for each response format of the vendor. */
    List<TaskRef> tasks() {
        return Stream.of(Operation.TEXT_TO_VIDEO, Operation.SPEECH_TO_VIDEO, Operation.ANIMATE)
                .map(operation -> new TaskRef(provider.id(), operation, "any", "task-1", "0123456789ab", Instant.EPOCH))
                .toList();
    }
}
