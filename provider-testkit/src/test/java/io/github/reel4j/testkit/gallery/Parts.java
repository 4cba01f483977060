package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.VideoProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A provider in its parts, each of which can be exchanged for a wrong one. */
record Parts(
        ProviderId id,
        Supplier<List<ModelSpec>> table,
        BooleanSupplier keyed,
        VideoGenerator generator,
        StatusTracker tracker,
        PricingModel pricing,
        VideoDownloader downloader,
        Optional<RequestPreview> preview,
        Optional<TaskCanceller> canceller,
        Optional<CallbackReader> callbacks)
        implements VideoProvider {

    @Override
    public List<ModelSpec> models() {
        return table.get();
    }

    @Override
    public boolean needsKey() {
        return keyed.getAsBoolean();
    }

    Parts id(ProviderId other) {
        return new Parts(other, table, keyed, generator, tracker, pricing, downloader, preview, canceller, callbacks);
    }

    Parts table(Supplier<List<ModelSpec>> other) {
        return new Parts(id, other, keyed, generator, tracker, pricing, downloader, preview, canceller, callbacks);
    }

    /** With each model of the table exchanged. */
    Parts models(UnaryOperator<ModelSpec> change) {
        return table(() -> table.get().stream().map(change).toList());
    }

    Parts keyed(BooleanSupplier other) {
        return new Parts(id, table, other, generator, tracker, pricing, downloader, preview, canceller, callbacks);
    }

    Parts generator(VideoGenerator other) {
        return new Parts(id, table, keyed, other, tracker, pricing, downloader, preview, canceller, callbacks);
    }

    Parts tracker(StatusTracker other) {
        return new Parts(id, table, keyed, generator, other, pricing, downloader, preview, canceller, callbacks);
    }

    Parts pricing(PricingModel other) {
        return new Parts(id, table, keyed, generator, tracker, other, downloader, preview, canceller, callbacks);
    }

    Parts downloader(VideoDownloader other) {
        return new Parts(id, table, keyed, generator, tracker, pricing, other, preview, canceller, callbacks);
    }

    Parts preview(Optional<RequestPreview> other) {
        return new Parts(id, table, keyed, generator, tracker, pricing, downloader, other, canceller, callbacks);
    }

    Parts canceller(TaskCanceller other) {
        return new Parts(
                id, table, keyed, generator, tracker, pricing, downloader, preview, Optional.of(other), callbacks);
    }

    Parts callbacks(CallbackReader other) {
        return new Parts(
                id, table, keyed, generator, tracker, pricing, downloader, preview, canceller, Optional.of(other));
    }
}
