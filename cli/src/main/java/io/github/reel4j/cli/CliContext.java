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
        TerminalStreams terminal,
        PollIntervalRange vendorInterval,
        PollIntervalRange simulatorInterval,
        JsonReport report,
        ShutdownHandler shutdown,
        EventPrinter events) {

    CliContext(
            Settings settings,
            TerminalStreams terminal,
            PollIntervalRange vendorInterval,
            PollIntervalRange simulatorInterval) {
        this(
                settings,
                terminal,
                vendorInterval,
                simulatorInterval,
                new JsonReport(),
                new ShutdownHandler(),
                new EventPrinter(terminal));
    }

    /** Returns a copy in which a setting has another value. It shares the report and the shutdown handler. */
    CliContext with(String setting, String value) {
        return new CliContext(
                settings.with(setting, value), terminal, vendorInterval, simulatorInterval, report, shutdown, events);
    }
}
