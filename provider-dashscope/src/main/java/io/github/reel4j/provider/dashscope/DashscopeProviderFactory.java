package io.github.reel4j.provider.dashscope;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.provider.feign.ErrorPointers;
import io.github.reel4j.provider.feign.TaskIdPointers;
import io.github.reel4j.provider.feign.VendorClient;
import io.github.reel4j.provider.feign.VendorConventions;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import java.util.List;
import java.util.Map;

/** Creates the provider DashScope. {@link java.util.ServiceLoader} finds it; programs need not name this class. */
public final class DashscopeProviderFactory implements VideoProviderFactory {

    private static final ProviderId ID = ProviderId.of("dashscope");
    /** The codes that the vendor sends under a status of another meaning: unpaid bills under 400 and 429. */
    private static final Map<String, FailureKind> KINDS = Map.of(
            "Arrearage", FailureKind.INSUFFICIENT_BALANCE,
            "CommodityNotPurchased", FailureKind.INSUFFICIENT_BALANCE,
            "PrepaidBillOverdue", FailureKind.INSUFFICIENT_BALANCE,
            "PostpaidBillOverdue", FailureKind.INSUFFICIENT_BALANCE,
            "WorkSpaceNotFound", FailureKind.FORBIDDEN);

    static final VendorConventions CONVENTIONS = VendorConventions.DEFAULT
            .errors(new ErrorPointers(
                    List.of("/code", "/error/code", "/output/code"),
                    List.of("/message", "/error/message", "/output/message"),
                    List.of("/code", "/message")))
            .taskIdPointers(TaskIdPointers.of("/output/task_id"))
            .failureKinds(KINDS);

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        DashscopeSettings settings = DashscopeSettings.read(config);
        VendorClient client = VendorClient.of(
                config, settings.baseUrl(), key -> settings.headers("Bearer " + key.reveal()), CONVENTIONS);
        return DaggerDashscopeComponent.factory().create(config, client, settings);
    }
}
