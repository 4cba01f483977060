package io.github.reel4j.wiring;

import io.github.reel4j.callback.CallbackUrls;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.submission.PriceCap;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of one client.
 *
 * @param waitTimeout the timeout of waits that do not specify one
 * @param acceptsOrders whether the client may order, so that it requires an API key when it is built
 * @param ownsScheduler whether closing the client closes its scheduler
 * @param callbackUrls the URLs that vendors call back; empty if the client requests no callbacks
 * @param journalTimeout how long writing one journal entry may take
 */
public record ClientOptions(
        Settings settings,
        PriceCap priceCap,
        PollPolicy pollPolicy,
        Duration waitTimeout,
        boolean acceptsOrders,
        boolean ownsScheduler,
        Optional<CallbackUrls> callbackUrls,
        OrderJournal journal,
        Duration journalTimeout) {}
