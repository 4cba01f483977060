package io.github.reel4j.provider.apixo;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.provider.feign.CannedVendor;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.validation.RequestResolver;
import java.time.Instant;
import java.util.Map;

/** The real Apixo provider with a vendor that returns canned responses. Not thread-safe. */
public final class CannedApixo {

    private final CannedVendor vendor = new CannedVendor(
            "apixo", key -> Map.of("Authorization", "Bearer " + key.reveal()), ApixoProviderFactory.CONVENTIONS);
    private final VideoProvider provider = DaggerApixoComponent.factory()
            .create(vendor.config(), vendor.client(), ApixoSettings.read(vendor.config()));

    public CannedVendor vendor() {
        return vendor;
    }

    public VideoProvider provider() {
        return provider;
    }

    /** Returns a request with only the required fields. */
    public static AnimateRequest request() {
        return AnimateRequest.builder()
                .image("https://example.com/character.png")
                .video("https://example.com/motion.mp4")
                .build();
    }

    ResolvedRequest order() {
        return new RequestResolver(provider.id(), provider.models())
                .resolve(request())
                .get();
    }

    TaskRef task() {
        return new TaskRef(provider.id(), Operation.ANIMATE, "any", "task_1", "0123456789ab", Instant.EPOCH);
    }
}
