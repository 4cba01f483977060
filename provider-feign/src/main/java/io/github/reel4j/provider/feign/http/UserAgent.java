package io.github.reel4j.provider.feign.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The value of the header {@code User-Agent} (RFC 9110, section 10.1.5). */
final class UserAgent {

    /** Without version and application, for hosts that need to know neither. */
    static final String PRODUCT = "reel4j";

    private UserAgent() {}

    /** Returns for example {@code reel4j/0.1.0 invoice-service/2.1}. */
    static String of(Optional<String> applicationName) {
        Optional<String> version = version();
        return PRODUCT
                + (version.isPresent() ? "/" + version.get() : "")
                + (applicationName.isPresent() ? " " + applicationName.get() : "");
    }

    /** Returns the version of this module; empty if it was built without one. */
    static Optional<String> version() {
        Properties properties = new Properties();
        try (InputStream file = UserAgent.class.getResourceAsStream("version.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        @Nullable String version = properties.getProperty("version");
        return version != null && HttpSyntax.isToken(version) ? Optional.of(version) : Optional.empty();
    }
}
