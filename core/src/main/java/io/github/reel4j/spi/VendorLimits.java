package io.github.reel4j.spi;

import io.github.reel4j.model.DocumentAnchor;
import java.util.List;
import java.util.Optional;

/**
 * The limits that a vendor's document states for one API key. The client does not exceed them. Users may override them,
 * see {@code docs/architecture.md}.
 *
 * @param requestsPerMinute the maximum number of calls of any kind per minute, 1 or more; empty if undocumented
 * @param maxConcurrentTasks the maximum number of accepted tasks that have not ended, 1 or more; empty if undocumented
 * @param source where the document states these limits and that of polls; required if there is one
 * @param polls the maximum rate of polls of all tasks; empty if undocumented
 * @param models the limits of single models, at most one element for each model
 */
public record VendorLimits(
        Optional<Integer> requestsPerMinute,
        Optional<Integer> maxConcurrentTasks,
        Optional<DocumentAnchor> source,
        Optional<CallRate> polls,
        List<ModelLimits> models) {

    /** No documented limits. */
    public static final VendorLimits UNDOCUMENTED =
            new VendorLimits(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Creates limits.
     *
     * @throws IllegalArgumentException if a limit is below 1 or has no source, or if a model is listed twice
     */
    public VendorLimits {
        models = List.copyOf(models);
        if (requestsPerMinute.orElse(1) < 1 || maxConcurrentTasks.orElse(1) < 1) {
            throw new IllegalArgumentException("limits must be 1 or more, but requestsPerMinute is "
                    + formatted(requestsPerMinute) + " and maxConcurrentTasks is " + formatted(maxConcurrentTasks));
        }
        if (models.stream().map(ModelLimits::model).distinct().count() < models.size()) {
            throw new IllegalArgumentException("the limits of a model are listed twice: " + models);
        }
        if (source.isEmpty()
                && (requestsPerMinute.isPresent() || maxConcurrentTasks.isPresent() || polls.isPresent())) {
            throw new IllegalArgumentException("a limit needs a source: the document that states it");
        }
    }

    private static String formatted(Optional<Integer> limit) {
        return limit.map(String::valueOf).orElse("not set");
    }

    /**
     * Creates limits that are the same for all models and kinds of calls.
     *
     * @throws IllegalArgumentException if a limit is below 1, or has no source
     */
    public VendorLimits(
            Optional<Integer> requestsPerMinute,
            Optional<Integer> maxConcurrentTasks,
            Optional<DocumentAnchor> source) {
        this(requestsPerMinute, maxConcurrentTasks, source, Optional.empty(), List.of());
    }

    /** Returns a copy with a limit of polls that {@code stated} states. */
    public VendorLimits withPolls(CallRate rate, DocumentAnchor stated) {
        return new VendorLimits(
                requestsPerMinute, maxConcurrentTasks, source.or(() -> Optional.of(stated)), Optional.of(rate), models);
    }

    /**
     * Returns a copy with the limits of single models.
     *
     * @throws IllegalArgumentException if a model is listed twice
     */
    public VendorLimits withModels(List<ModelLimits> limits) {
        return new VendorLimits(requestsPerMinute, maxConcurrentTasks, source, polls, limits);
    }

    /**
     * Returns limits that {@code source} states.
     *
     * @throws IllegalArgumentException if a limit is below 1
     */
    public static VendorLimits of(int requestsPerMinute, int maxConcurrentTasks, DocumentAnchor source) {
        return new VendorLimits(Optional.of(requestsPerMinute), Optional.of(maxConcurrentTasks), Optional.of(source));
    }
}
