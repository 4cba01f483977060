package io.github.reel4j;

import io.github.reel4j.callback.CallbackUrls;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.submission.PriceCap;
import java.time.Duration;
import java.util.Optional;

/**
 * How one client behaves.
 *
 * @param waitTimeout how long a wait lasts unless it says otherwise
 * @param acceptsOrders whether the client is to place orders, and so wants a key from the start
 * @param ownsScheduler whether closing the client closes its timeline
 * @param callbackUrls where vendors are to tell news; empty if they are not to
 * @param journal where orders are written down
 * @param journalTimeout how long one entry may take
 */
record ClientOptions(
        Settings settings,
        PriceCap priceCap,
        PollPolicy pollPolicy,
        Duration waitTimeout,
        boolean acceptsOrders,
        boolean ownsScheduler,
        Optional<CallbackUrls> callbackUrls,
        OrderJournal journal,
        Duration journalTimeout) {}
