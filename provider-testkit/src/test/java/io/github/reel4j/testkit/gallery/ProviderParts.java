package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.spi.VideoProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A provider whose parts can be replaced one by one. */
record ProviderParts(
        ProviderId id,
        Supplier<List<ModelSpec>> table,
        BooleanSupplier keyed,
        VideoGenerator generator,
        StatusTracker tracker,
        PricingModel pricing,
        VideoDownloader downloader,
        Optional<RequestPreview> preview,
        Optional<TaskCanceller> canceller,
        Optional<CallbackReader> callbacks,
        Optional<MediaUploader> uploader,
        VendorLimits limits,
        Runnable closing)
        implements VideoProvider {

    @Override
    public List<ModelSpec> models() {
        return table.get();
    }

    @Override
    public boolean needsKey() {
        return keyed.getAsBoolean();
    }

    @Override
    public void close() {
        closing.run();
    }

    ProviderParts closing(Runnable other) {
        return new ProviderParts(
                id,
                table,
                keyed,
                generator,
                tracker,
                pricing,
                downloader,
                preview,
                canceller,
                callbacks,
                uploader,
                limits,
                other);
    }

    ProviderParts id(ProviderId other) {
        return new ProviderParts(
                other,
                table,
                keyed,
                generator,
                tracker,
                pricing,
                downloader,
                preview,
                canceller,
                callbacks,
                uploader,
                limits,
                closing);
    }

    ProviderParts table(Supplier<List<ModelSpec>> other) {
        return new ProviderParts(
                id,
                other,
                keyed,
                generator,
                tracker,
                pricing,
                downloader,
                preview,
                canceller,
                callbacks,
                uploader,
                limits,
                closing);
    }

    /** Returns a copy with each model changed. */
    ProviderParts models(UnaryOperator<ModelSpec> change) {
        return table(() -> table.get().stream().map(change).toList());
    }

    ProviderParts keyed(BooleanSupplier other) {
        return new ProviderParts(
                id,
                table,
                other,
                generator,
                tracker,
                pricing,
                downloader,
                preview,
                canceller,
                callbacks,
                uploader,
                limits,
                closing);
    }

    ProviderParts generator(VideoGenerator other) {
        return new ProviderParts(
                id,
                table,
                keyed,
                other,
                tracker,
                pricing,
                downloader,
                preview,
                canceller,
                callbacks,
                uploader,
                limits,
                closing);
    }

    ProviderParts tracker(StatusTracker other) {
        return new ProviderParts(
                id,
                table,
                keyed,
                generator,
                other,
                pricing,
                downloader,
                preview,
                canceller,
                callbacks,
                uploader,
                limits,
                closing);
    }

    ProviderParts pricing(PricingModel other) {
        return new ProviderParts(
                id,
                table,
                keyed,
                generator,
                tracker,
                other,
                downloader,
                preview,
                canceller,
                callbacks,
                uploader,
                limits,
                closing);
    }

    ProviderParts downloader(VideoDownloader other) {
        return new ProviderParts(
                id, table, keyed, generator, tracker, pricing, other, preview, canceller, callbacks, uploader, limits,
                closing);
    }

    ProviderParts preview(Optional<RequestPreview> other) {
        return new ProviderParts(
                id,
                table,
                keyed,
                generator,
                tracker,
                pricing,
                downloader,
                other,
                canceller,
                callbacks,
                uploader,
                limits,
                closing);
    }

    ProviderParts canceller(TaskCanceller other) {
        return new ProviderParts(
                id,
                table,
                keyed,
                generator,
                tracker,
                pricing,
                downloader,
                preview,
                Optional.of(other),
                callbacks,
                uploader,
                limits,
                closing);
    }

    ProviderParts callbacks(CallbackReader other) {
        return new ProviderParts(
                id,
                table,
                keyed,
                generator,
                tracker,
                pricing,
                downloader,
                preview,
                canceller,
                Optional.of(other),
                uploader,
                limits,
                closing);
    }

    ProviderParts uploader(MediaUploader other) {
        return new ProviderParts(
                id,
                table,
                keyed,
                generator,
                tracker,
                pricing,
                downloader,
                preview,
                canceller,
                callbacks,
                Optional.of(other),
                limits,
                closing);
    }

    ProviderParts limits(VendorLimits other) {
        return new ProviderParts(
                id,
                table,
                keyed,
                generator,
                tracker,
                pricing,
                downloader,
                preview,
                canceller,
                callbacks,
                uploader,
                other,
                closing);
    }
}
