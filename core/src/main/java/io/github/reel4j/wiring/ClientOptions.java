package io.github.reel4j.wiring;

import io.github.reel4j.callback.CallbackUrls;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.ClientListener;
import io.github.reel4j.port.ContextPropagation;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.spi.NetworkOptions;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.PriceCap;
import io.github.reel4j.submission.SubmitRetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The options of one client.
 *
 * @param spendLimit empty for no limit; {@code priceCap} decides whether unknown prices are allowed under it
 * @param waitTimeout the timeout of waits that do not specify one
 * @param acceptsOrders whether the client may order
 * @param keyRequired whether a client that may order requires an API key when it is built
 * @param ownsScheduler whether closing the client closes its scheduler
 * @param callbackUrls the URLs that vendors call back; empty if the client requests no callbacks
 * @param journalTimeout how long writing one journal entry may take
 * @param listeners to the events of orders and tasks
 * @param submitRetryPolicy how often an order is sent at most
 * @param providerDecorator applied to each provider that is created
 * @param contextPropagations carry the context of callers to the threads that work for them
 */
public record ClientOptions(
        Settings settings,
        NetworkOptions network,
        PriceCap priceCap,
        Optional<SpendLimit> spendLimit,
        PollPolicy pollPolicy,
        Duration waitTimeout,
        boolean acceptsOrders,
        boolean keyRequired,
        boolean ownsScheduler,
        Optional<CallbackUrls> callbackUrls,
        OrderJournal journal,
        Duration journalTimeout,
        List<ClientListener> listeners,
        SubmitRetryPolicy submitRetryPolicy,
        UnaryOperator<VideoProvider> providerDecorator,
        List<ContextPropagation> contextPropagations) {}
