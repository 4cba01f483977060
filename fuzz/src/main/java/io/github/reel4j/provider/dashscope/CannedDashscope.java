package io.github.reel4j.provider.dashscope;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.provider.feign.CannedVendor;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.validation.RequestResolver;
import java.time.Instant;
import java.util.Map;

/** The real DashScope provider with a vendor that returns canned responses. Not thread-safe. */
public final class CannedDashscope {

    private final CannedVendor vendor = new CannedVendor(
            "dashscope",
            key -> Map.of("Authorization", "Bearer " + key.reveal()),
            DashscopeProviderFactory.CONVENTIONS);
    private final VideoProvider provider = DaggerDashscopeComponent.factory()
            .create(vendor.config(), vendor.client(), DashscopeSettings.read(vendor.config()));

    public CannedVendor vendor() {
        return vendor;
    }

    public VideoProvider provider() {
        return provider;
    }

    /** Returns a request with only the required fields. */
    public static TextToVideoRequest request() {
        return TextToVideoRequest.builder().prompt("a red kite over dunes").build();
    }

    ResolvedRequest order() {
        return new RequestResolver(provider.id(), provider.models())
                .resolve(request())
                .get();
    }

    TaskRef task() {
        return new TaskRef(provider.id(), Operation.TEXT_TO_VIDEO, "any", "task_1", "0123456789ab", Instant.EPOCH);
    }
}
