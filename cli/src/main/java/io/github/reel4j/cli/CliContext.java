package io.github.reel4j.cli;

import io.github.reel4j.spi.Settings;

/**
 * The settings, the terminal and the state of one run of {@code reel}.
 *
 * @param vendorInterval how often tasks of vendors are polled
 * @param simulatorInterval how often tasks of simulators are polled
 */
record CliContext(
        Settings settings,
        StandardStreams terminal,
        PollIntervalRange vendorInterval,
        PollIntervalRange simulatorInterval,
        JsonReport report,
        ShutdownHandler shutdown) {

    CliContext(
            Settings settings,
            StandardStreams terminal,
            PollIntervalRange vendorInterval,
            PollIntervalRange simulatorInterval) {
        this(settings, terminal, vendorInterval, simulatorInterval, new JsonReport(), new ShutdownHandler());
    }
}
