package io.github.reel4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of {@code reel}. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"reel " + number()};
    }

    /** Returns for example {@code 0.1.0}. */
    static String number() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("reel.properties")) {
            if (file != null) {
                properties.load(file);
            }
        }
        return properties.getProperty("version", "(unknown version)");
    }
}
