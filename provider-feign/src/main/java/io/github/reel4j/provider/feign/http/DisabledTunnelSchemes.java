package io.github.reel4j.provider.feign.http;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JVM flag {@code jdk.http.auth.tunneling.disabledSchemes}, which lists the schemes by which the JVM's
 * {@link java.net.Authenticator} must not authenticate to a proxy for a tunnel. The JDK disables Basic by default,
 * because it sends the password in clear text.
 */
final class DisabledTunnelSchemes {

    static final String FLAG = "jdk.http.auth.tunneling.disabledSchemes";

    private DisabledTunnelSchemes() {}

    /** Returns whether the scheme Basic is disabled by the flag, or else by the JDK's file {@code net.properties}. */
    static boolean isBasicDisabled() {
        @Nullable String flag = System.getProperty(FLAG);
        String schemes = flag == null ? ofNetProperties() : flag;
        return Arrays.stream(schemes.split(",", -1)).map(String::strip).anyMatch("Basic"::equalsIgnoreCase);
    }

    private static String ofNetProperties() {
        Properties properties = new Properties();
        try (Reader file =
                Files.newBufferedReader(Path.of(System.getProperty("java.home", ""), "conf", "net.properties"))) {
            properties.load(file);
            return properties.getProperty(FLAG, "");
        } catch (IOException | RuntimeException e) {
            return "Basic"; // as the JDK's own file says
        }
    }
}
