package io.github.reel4j.provider.fal;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.pricing.TablePricing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Estimates prices from the table. The billed seconds are the frames by 16, also at another frame rate. */
final class FalPricing implements PricingModel {

    private final TablePricing table = new TablePricing();

    @Override
    public Estimate estimate(ResolvedRequest request) {
        Optional<Long> frames = request.get(FalModels.NUM_FRAMES);
        return request.get(Field.DURATION).isPresent() || frames.isEmpty()
                ? table.estimate(request)
                : table.estimate(billed(request, frames.get()));
    }

    private static ResolvedRequest billed(ResolvedRequest request, long frames) {
        Map<Field<?>, Object> values = new HashMap<>();
        request.get(Field.RESOLUTION).ifPresent(resolution -> values.put(Field.RESOLUTION, resolution));
        values.put(Field.DURATION, length(frames));
        return new ResolvedRequest(request.provider(), request.model(), values);
    }

    /** Returns the length that is billed for a number of frames. */
    static Duration length(long frames) {
        return Duration.ofSeconds(frames).dividedBy(FalModels.DEFAULT_RATE);
    }
}
