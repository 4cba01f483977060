package io.github.reel4j.queue.worker;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.Quote;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.queue.store.OrderRow;
import io.github.reel4j.queue.store.RateLimitStore;
import io.github.reel4j.queue.store.RateLimitStore.Limits;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One client for each provider of a worker. They send each order once, and leave limits, retries and fallbacks to the
 * queue, because those concern all workers. Thread-safe.
 */
public final class ProviderClients implements AutoCloseable {

    private final VideoClient planner;
    private final Function<ProviderId, VideoClient> factory;
    private final RateLimitStore limits;
    private final String worker;
    private final String account;
    private final int maxCallsPerVendor;
    private final Map<ProviderId, ProviderClient> byProvider = new ConcurrentHashMap<>();
    private final Map<String, Limits> limitsByKey;

    /**
     * Stores the rate limits of all providers that have an API key. The client of a provider is created at its first
     * use.
     *
     * @param client the program's client; it is not closed
     * @param factory creates the client that orders from one provider
     * @param account names the account at the vendors; the limits of a vendor apply to an account
     */
    public ProviderClients(
            VideoClient client,
            Function<ProviderId, VideoClient> factory,
            RateLimitStore limits,
            String worker,
            String account,
            int threads)
            throws SQLException {
        // Limits that the program does not enforce itself are those that the workers enforce. The journal is the
        // database.
        this.planner = client.toBuilder()
                .enforceVendorLimits(true)
                .journal(OrderJournal.none())
                .build();
        this.factory = factory;
        this.limits = limits;
        this.worker = worker;
        this.account = account;
        this.limitsByKey = planner.providers().stream()
                .filter(ProviderInfo::hasKey)
                .map(info -> FleetLimitConverter.of(info, limitKey(info.id())))
                .collect(Collectors.toUnmodifiableMap(Limits::limitKey, Function.identity()));
        // A vendor that hangs must not take the threads of the others.
        this.maxCallsPerVendor = limitsByKey.size() == 1 ? threads : Math.max(1, threads * 3 / 4);
        for (Limits each : limitsByKey.values()) {
            limits.configure(each);
        }
    }

    /**
     * The client of one provider.
     *
     * @param limitKey the shared rate limit of its account
     * @param calls limits the threads that call the vendor
     * @param pause pauses the account for all workers
     */
    public record ProviderClient(
            ProviderId provider,
            VideoClient client,
            String limitKey,
            RateLimitPermits permits,
            Semaphore calls,
            AccountPause pause) {

        /** Polls a task once. Pauses the account if the vendor demands it. */
        Either<VideoFailure, TaskStatus> status(TaskRef task) throws SQLException {
            try {
                TaskStatus status = client.status(task);
                pause.onSuccess();
                return Either.right(status);
            } catch (VideoException e) {
                pause.onFailure(e.failure());
                return Either.left(e.failure());
            }
        }

        /** Returns whether one more thread may call the vendor. */
        boolean tryEnter() {
            return calls.tryAcquire();
        }

        void leave() {
            calls.release();
        }
    }

    /** Returns the providers that may be sent the order, in the order of the client's fallbacks. */
    List<ProviderId> candidates(GenerationRequest request) {
        return planner.fallbackQuotes(request).stream().map(Quote::provider).toList();
    }

    /**
     * Returns whether the order belongs to the account of this worker, whose keys other accounts' tasks are hidden
     * from.
     */
    boolean isOwnAccount(OrderRow row) {
        return row.limitKey().isEmpty()
                || row.order().provider().map(this::limitKey).equals(row.limitKey());
    }

    /** Returns the client of a provider. Creates it on first use. */
    ProviderClient of(ProviderId provider) {
        return byProvider.computeIfAbsent(
                provider,
                id -> new ProviderClient(
                        id,
                        factory.apply(id),
                        limitKey(id),
                        new RateLimitPermits(limits, limitKey(id), worker),
                        new Semaphore(maxCallsPerVendor),
                        new AccountPause(pause -> limits.pause(limitKey(id), pause))));
    }

    /** Returns all rate limits of this worker. */
    List<String> limitKeys() {
        return List.copyOf(limitsByKey.keySet());
    }

    /** Returns the mean time between 2 calls; zero if the rate is not limited. */
    Duration callInterval(String limitKey) {
        Limits known = limitsByKey.get(limitKey);
        return known == null ? Duration.ZERO : known.callInterval();
    }

    /** Returns the task slots that this worker has reserved and not used yet. */
    int reservedTasks(String limitKey) {
        return byProvider.values().stream()
                .filter(each -> each.limitKey().equals(limitKey))
                .mapToInt(each -> each.permits().reservedTasks())
                .sum();
    }

    /** Returns the provider of a rate limit. */
    static String providerOf(String limitKey) {
        return limitKey.substring(0, limitKey.indexOf('/'));
    }

    private String limitKey(ProviderId provider) {
        return provider + "/" + account;
    }

    @Override
    public void close() {
        planner.close();
        byProvider.values().forEach(each -> each.client().close());
    }
}
