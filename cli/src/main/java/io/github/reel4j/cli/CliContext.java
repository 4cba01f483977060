package io.github.reel4j.cli;

import io.github.reel4j.spi.Settings;

/**
 * All that one run of {@code reel} has to do with the world.
 *
 * @param vendorInterval how often vendors are asked
 * @param simulatorInterval how often simulators are asked
 */
record CliContext(
        Settings settings,
        Terminal terminal,
        PollInterval vendorInterval,
        PollInterval simulatorInterval,
        Report report,
        ShutdownHandler shutdown) {

    CliContext(Settings settings, Terminal terminal, PollInterval vendorPace, PollInterval simulatorPace) {
        this(settings, terminal, vendorPace, simulatorPace, new Report(), new ShutdownHandler());
    }
}
