package io.github.reel4j.spring.boot;

import io.github.reel4j.model.Money;
import io.github.reel4j.polling.AdaptivePollPolicy;
import io.github.reel4j.polling.PollPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The properties of reel4j. Immutable. The settings of the providers and of the network are read from the environment
 * again at each use, so that a rotated key is seen; their components are for completion and validation.
 *
 * @param enabled Whether reel4j is configured.
 * @param provider Id of the provider of all orders, followed by its fallbacks. Required if several providers offer an
 *     operation and have a key.
 * @param requireKey Whether the application fails to start without an API key. Otherwise the first order fails.
 * @param maxPrice Maximum price of one order, for example 0.50 USD. No limit by default.
 * @param maxSpend Limit of what all orders of a period may cost together.
 * @param allowUnknownPrice Whether orders of unknown price are sent under max-price and max-spend.
 * @param maxSubmitAttempts How often an order is sent at most. It is sent again only if it provably was not accepted.
 * @param waitTimeout Timeout of waits that do not specify one.
 * @param applicationName Name that is added to the User-Agent header of orders and polls. None by default.
 * @param proxy URL of the proxy of orders, polls and downloads: http or socks5, or none. The JVM's proxy by default.
 * @param downloadDns Where the host names of download links are resolved behind a proxy: local or proxy.
 * @param caFile PEM file with certificates that are trusted in addition to those of Java.
 * @param connectTimeout Maximum time for connecting to a vendor. 10 seconds by default.
 * @param idleTimeout How long an idle connection is kept. 20 seconds by default.
 * @param maxConnectionsPerHost Maximum number of open connections to one host. 128 by default.
 * @param poll When tasks are polled.
 * @param journal The journal of orders on this machine.
 * @param callback Callbacks from vendors.
 * @param observations Observations and meters with Micrometer.
 * @param queue The order queue in the application's database.
 * @param providers Settings of each provider, by its id.
 */
@ConfigurationProperties("reel4j")
public record ReelProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue List<String> provider,
        @DefaultValue("false") boolean requireKey,
        @Nullable Money maxPrice,
        @DefaultValue MaxSpend maxSpend,
        @DefaultValue("false") boolean allowUnknownPrice,
        @DefaultValue("4") int maxSubmitAttempts,
        @DefaultValue("30m") Duration waitTimeout,
        @Nullable String applicationName,
        @Nullable SecretProperty proxy,
        @Nullable String downloadDns,
        @Nullable Path caFile,
        @Nullable Duration connectTimeout,
        @Nullable Duration idleTimeout,
        @Nullable Integer maxConnectionsPerHost,
        @DefaultValue Polling poll,
        @DefaultValue Journal journal,
        @DefaultValue Callback callback,
        @DefaultValue Observations observations,
        @DefaultValue Queue queue,
        @DefaultValue Map<String, Provider> providers) {

    /**
     * Limits what all orders of a period may cost together.
     *
     * @param limit Maximum sum of all orders of a period, for example 20 USD. No limit by default.
     * @param window Length of the period. More than 0, at most 366 days.
     */
    public record MaxSpend(
            @Nullable Money limit, @DefaultValue("24h") Duration window) {}

    /**
     * Decides when tasks are polled. Without these properties the client learns how long tasks take.
     *
     * @param meanInterval Mean time between 2 polls of a task, which adapts to how long tasks take.
     * @param initial Time before the first poll. Together with max it replaces the adaptive polling.
     * @param max Maximum time between 2 polls. Required with initial.
     */
    public record Polling(
            @DefaultValue("5s") Duration meanInterval,
            @Nullable Duration initial,
            @Nullable Duration max) {

        /**
         * Returns the policy of the client and of the worker of an order queue.
         *
         * @throws InvalidConfigurationPropertyValueException if a value is out of range
         */
        public PollPolicy policy() {
            if (initial == null && max == null) {
                return AdaptivePollPolicy.withMeanInterval(PropertyRange.positive("poll.mean-interval", meanInterval));
            }
            if (initial == null || max == null) {
                String set = initial == null ? "max" : "initial";
                String missing = initial == null ? "initial" : "max";
                throw new InvalidConfigurationPropertyValueException(
                        "reel4j.poll." + set,
                        initial == null ? max : initial,
                        "Allowed: only together with reel4j.poll." + missing + ", which is not set.");
            }
            PropertyRange.require(
                    PropertyRange.positive("poll.initial", initial).compareTo(max) <= 0,
                    "poll.initial",
                    initial,
                    "at most reel4j.poll.max, which is " + max);
            return PollPolicy.backoff(initial, max);
        }
    }

    /**
     * The journal on this machine.
     *
     * @param file File in which each order is recorded before it is sent. Workers of an order queue do not use it.
     */
    public record Journal(@Nullable Path file) {}

    /**
     * Callbacks from vendors.
     *
     * @param baseUrl URL at which vendors reach this application, with the path. No callbacks by default.
     * @param secret Secret of 16 or more characters from which the tokens of callback URLs are derived. All processes
     *     need the same.
     * @param path Path at which the application receives callbacks, for example /reel4j. Not received by default.
     */
    public record Callback(
            @Nullable URI baseUrl,
            @Nullable SecretProperty secret,
            @Nullable String path) {}

    /**
     * Observations with Micrometer.
     *
     * @param enabled Whether orders are observed, if reel4j-micrometer is on the class path.
     * @param polls How polls are recorded: as meters, as spans in addition, or not at all.
     */
    public record Observations(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("meters") Polls polls) {}

    /** How polls are recorded. */
    public enum Polls {
        /** Not at all. */
        NONE,
        /** As meters. */
        METERS,
        /** As meters and spans. */
        SPANS
    }

    /**
     * The order queue.
     *
     * @param enabled Whether the application has an order queue in its database.
     * @param schema What happens with the tables of the queue at the start.
     * @param schemaName Database schema of the tables. Default: that of the connections, or public with a table prefix.
     * @param tablePrefix Prefix of the tables.
     * @param worker The worker that executes the orders of the queue.
     */
    public record Queue(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("validate") SchemaAction schema,
            @Nullable String schemaName,
            @DefaultValue("reel_") String tablePrefix,
            @DefaultValue Worker worker) {}

    /** What happens with the tables of the queue at the start. */
    public enum SchemaAction {
        /** Nothing. */
        NONE,
        /** The application fails to start if the tables do not exist or have another version. */
        VALIDATE,
        /** The tables are created unless they exist. */
        CREATE
    }

    /**
     * The worker.
     *
     * @param enabled Whether this process executes orders of the queue.
     * @param threads How many orders are submitted or polled at the same time.
     * @param deliveryThreads How many videos are passed to the ReadyHandler at the same time.
     * @param handlerTimeout How long the ReadyHandler may take before it is interrupted and called again later.
     * @param pollingInterval How often the worker reads due orders from the database. Not how often it polls a vendor.
     * @param maxAttempts How often an order is sent at most, if the vendor provably does not accept it.
     * @param keepRequests Whether the stored request is kept with its prompt after the vendor has accepted the order.
     * @param account Name of the account whose API keys this process has. Limits and budgets apply to an account.
     * @param spillFile File that keeps the results of submissions while the database cannot be used. In the temporary
     *     folder by default.
     */
    public record Worker(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("16") int threads,
            @DefaultValue("4") int deliveryThreads,
            @DefaultValue("10m") Duration handlerTimeout,
            @DefaultValue("500ms") Duration pollingInterval,
            @DefaultValue("20") int maxAttempts,
            @DefaultValue("false") boolean keepRequests,
            @DefaultValue("default") String account,
            @Nullable Path spillFile) {}

    /**
     * The settings of one provider.
     *
     * @param apiKey API key of the vendor. Read again for each call.
     * @param baseUrl Base URL of the vendor's API. As documented by the vendor by default.
     * @param submitTimeout Timeout of an order, from connecting to the end of the response. 60 seconds by default.
     * @param pollTimeout Timeout of a poll. 30 seconds by default.
     * @param uploadTimeout Timeout of the upload of a local file. 5 minutes by default.
     * @param requestsPerMinute Maximum number of calls per minute. As documented by the vendor by default.
     * @param maxConcurrentTasks Maximum number of tasks that run at once. As documented by the vendor by default.
     * @param maxConcurrentRequests Maximum number of calls that run at once. 120 by default.
     * @param callbackSecret Shared secret of a vendor that signs callbacks with one. Several are separated by commas.
     * @param options Further settings of the provider, by their names.
     */
    public record Provider(
            @Nullable SecretProperty apiKey,
            @Nullable URI baseUrl,
            @Nullable Duration submitTimeout,
            @Nullable Duration pollTimeout,
            @Nullable Duration uploadTimeout,
            @Nullable Integer requestsPerMinute,
            @Nullable Integer maxConcurrentTasks,
            @Nullable Integer maxConcurrentRequests,
            @Nullable SecretProperty callbackSecret,
            @DefaultValue Map<String, SecretProperty> options) {}
}
