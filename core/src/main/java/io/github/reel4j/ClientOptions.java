package io.github.reel4j;

import io.github.reel4j.callback.CallbackAddresses;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.TaskJournal;
import io.github.reel4j.pricing.SpendGuard;
import io.github.reel4j.spi.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * How one client behaves.
 *
 * @param patience how long a wait lasts unless it says otherwise
 * @param orders whether the client is to place orders, and so wants a key from the start
 * @param ownsTimeline whether closing the client closes its timeline
 * @param callbacks where vendors are to tell news; empty if they are not to
 * @param journal where orders are written down
 * @param journalTimeout how long one entry may take
 */
record ClientOptions(
        Settings settings,
        SpendGuard spendGuard,
        PollPolicy polling,
        Duration patience,
        boolean orders,
        boolean ownsTimeline,
        Optional<CallbackAddresses> callbacks,
        TaskJournal journal,
        Duration journalTimeout) {}
