package io.github.reel4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of {@code reel}. */
final class Version {

    private Version() {}

    /** Returns for example {@code 0.1.0}. */
    static String number() {
        // an archive of loaded classes has the manifest, but a file would be searched in each jar
        String ofJar = Version.class.getPackage().getImplementationVersion();
        return ofJar == null ? numberOfBuild() : ofJar;
    }

    /** Returns the version if the classes are not in a jar. */
    private static String numberOfBuild() {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("reel.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            return "(unknown version)";
        }
        return properties.getProperty("version", "(unknown version)");
    }
}
