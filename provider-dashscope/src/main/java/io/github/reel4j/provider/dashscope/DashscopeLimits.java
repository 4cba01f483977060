package io.github.reel4j.provider.dashscope;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ModelLimits;
import io.github.reel4j.spi.VendorLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The limits that DashScope documents for its models: calls per second, and tasks that run at the same time. */
final class DashscopeLimits {

    private DashscopeLimits() {}

    /** Returns the documented limits of models, which hold for the main account and not only for the key. */
    static VendorLimits of(List<ModelSpec> models) {
        List<ModelLimits> limits = new ArrayList<>();
        for (ModelSpec model : models) {
            String id = model.id();
            boolean single = id.startsWith("wan2.2-animate") || id.equals("wan2.2-s2v");
            boolean preview = id.startsWith("wan2.5");
            // the list of Singapore is unclear about this one, which has another name in Beijing; 1 is safe
            boolean unclear = id.equals("wan2.1-kf2v-plus");
            limits.add(new ModelLimits(
                    id,
                    Optional.of(CallRate.perSecond(single || preview ? 5 : 2)),
                    Optional.of(single || unclear ? 1 : preview ? 5 : 2),
                    new DocumentAnchor("dashscope-limits", id)));
        }
        return VendorLimits.UNDOCUMENTED
                .withPolls(CallRate.perSecond(20), new DocumentAnchor("dashscope-asynchronous-tasks", "20 QPS"))
                .withModels(limits);
    }
}
