package io.github.reel4j.spi;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import java.util.List;
import java.util.Optional;

/**
 * One vendor behind the ports. Accessors take nothing and answer the same object each time, so that a Dagger component can be
 * the provider. Implementations are thread-safe and open no connection before a port is used.
 *
 * @implSpec RC-101, RC-102 and RC-104 to RC-106 of the provider contract; no text that it gives out holds a key: RC-701, RC-702
 */
public interface VideoProvider extends AutoCloseable {

    ProviderId id();

    /** The table of models; needs no key and no network. */
    List<ModelSpec> models();

    /** Whether the vendor wants an API key; without one nothing is sent then. */
    default boolean needsKey() {
        return true;
    }

    /** What the vendor allows one key; the client keeps to it. */
    default VendorLimits limits() {
        return VendorLimits.UNDOCUMENTED;
    }

    VideoGenerator generator();

    StatusTracker tracker();

    PricingModel pricing();

    VideoDownloader downloader();

    /** An optional ability: shows what would be sent. */
    Optional<RequestPreview> preview();

    /** An optional ability: stops tasks, where the vendor documents how. */
    default Optional<TaskCanceller> canceller() {
        return Optional.empty();
    }

    /** An optional ability: takes callbacks, where the vendor documents them. */
    default Optional<CallbackReader> callbacks() {
        return Optional.empty();
    }

    /**
     * Lets go of connections and threads, if it keeps any, without waiting for calls under way, and ends downloads; an order that was sent
     * may have its answer still. The client that created the provider closes it; a call that is made afterwards may fail, unsent. May be
     * called more than once.
     */
    @Override
    default void close() {}
}
