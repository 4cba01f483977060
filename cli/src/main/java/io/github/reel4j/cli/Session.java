package io.github.reel4j.cli;

import io.github.reel4j.spi.Settings;

/**
 * All that one run of {@code reel} has to do with the world.
 *
 * @param vendorPace how often vendors are asked
 * @param simulatorPace how often simulators are asked
 */
record Session(
        Settings settings,
        Terminal terminal,
        Pace vendorPace,
        Pace simulatorPace,
        Report report,
        Interruption interruption) {

    Session(Settings settings, Terminal terminal, Pace vendorPace, Pace simulatorPace) {
        this(settings, terminal, vendorPace, simulatorPace, new Report(), new Interruption());
    }
}
