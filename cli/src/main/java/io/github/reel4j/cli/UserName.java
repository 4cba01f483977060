package io.github.reel4j.cli;

import io.github.reel4j.spi.Settings;

/** Finds the name of the user of the operating system, to record who has decided something. */
final class UserName {

    private UserName() {}

    static String of(CliContext context) {
        return context.settings()
                .find("user", "name")
                .map(Settings.Found::value)
                .or(() -> context.settings().environment("USER"))
                .orElse("unknown user");
    }
}
