package io.github.reel4j.spi;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.Violation;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import java.util.List;
import java.util.Optional;

/**
 * The adapter of one vendor: its models and ports. Each accessor returns the same object on every call, so that a
 * Dagger component can implement this interface. Implementations are thread-safe and open no connection before a port
 * is used.
 *
 * @implSpec RC-101, RC-102 and RC-104 to RC-108 of the provider contract. No text from a provider contains an API key:
 *     RC-701, RC-702. It reads its key for each call, and sends nothing without one: RC-703, RC-704
 */
public interface VideoProvider extends AutoCloseable {

    /** Returns the id of the provider. */
    ProviderId id();

    /** Returns the models of the vendor. Needs neither key nor network. */
    List<ModelSpec> models();

    /**
     * Returns whether the vendor requires an API key. If so, the client sends nothing without a key. Defaults to true.
     */
    default boolean needsKey() {
        return true;
    }

    /**
     * Returns the documented limits of one API key, which the client does not exceed. Defaults to no documented limits.
     */
    default VendorLimits limits() {
        return VendorLimits.UNDOCUMENTED;
    }

    /**
     * Returns the rules of the vendor that {@code request} violates and that {@link #models()} cannot express, for
     * example because they concern 2 fields. The client calls this method if all single values are valid, and sends
     * nothing if it returns a violation. Pure: needs neither key nor network, and does not block. Defaults to none.
     */
    default List<Violation> violations(ResolvedRequest request) {
        return List.of();
    }

    /** Returns the port that submits orders. */
    VideoGenerator generator();

    /** Returns the port that polls tasks. */
    StatusTracker tracker();

    /** Returns the port that estimates prices. */
    PricingModel pricing();

    /** Returns the port that downloads videos. */
    VideoDownloader downloader();

    /** Returns the port that shows the HTTP request of an order, if the provider supports previews. */
    Optional<RequestPreview> preview();

    /** Returns the port that cancels tasks, if the vendor documents cancellation. Defaults to empty. */
    default Optional<TaskCanceller> canceller() {
        return Optional.empty();
    }

    /** Returns the port that reads callbacks, if the vendor documents them. Defaults to empty. */
    default Optional<CallbackReader> callbacks() {
        return Optional.empty();
    }

    /** Returns the port that uploads local files, if the vendor documents uploads. Defaults to empty. */
    default Optional<MediaUploader> uploader() {
        return Optional.empty();
    }

    /**
     * Closes connections and threads without waiting for running calls, and ends downloads. An order that was sent may
     * still receive its response. The client that created the provider closes it. Calls after closing fail without
     * sending anything. Further calls of this method have no effect.
     *
     * @implSpec RC-806 of the provider contract. The default implementation does nothing, which is right only for a
     *     provider that keeps no connection and sends nothing.
     */
    @Override
    default void close() {}
}
