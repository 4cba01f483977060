package io.github.reel4j.provider.feign.feign;

import com.fasterxml.jackson.core.JsonFactory;
import feign.Feign;
import io.github.reel4j.spi.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSource;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the versions of Jackson and Feign on the class path are new enough. Another dependency of the program may
 * have replaced them by older ones.
 */
public final class DependencyVersions {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})([.-].*)?");

    private DependencyVersions() {}

    /**
     * Checks the libraries on the class path.
     *
     * @throws InvalidSettingException if one is too old; an unknown version is accepted
     */
    public static void check() {
        require(JsonFactory.class, "jackson-core", jackson(), 2, 15, "limits the size of responses");
        require(Feign.class, "feign-core", feign(), 13, 13, "is the version whose retries and logs were reviewed");
    }

    private static Optional<String> jackson() {
        return Optional.of(com.fasterxml.jackson.core.json.PackageVersion.VERSION.toString());
    }

    /** Returns the version in Maven's properties, because the manifest has none. A merged jar may have neither. */
    private static Optional<String> feign() {
        Properties maven = new Properties();
        try (InputStream file =
                Feign.class.getResourceAsStream("/META-INF/maven/io.github.openfeign/feign-core/pom.properties")) {
            if (file != null) {
                maven.load(file);
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(maven.getProperty("version"));
    }

    private static void require(
            Class<?> type, String library, Optional<String> version, int major, int minor, String because) {
        if (version.isPresent() && isOlder(version.get(), major, minor)) {
            throw new InvalidSettingException("the class path has " + library + " " + version.get() + jarOf(type)
                    + ". Needed: " + major + "." + minor + " or newer, which " + because
                    + ".\n  Nothing was sent, nothing was billed."
                    + " Another dependency brings the older version: add the newer one to your build.");
        }
    }

    /** Returns whether {@code version} is known to be older. */
    static boolean isOlder(String version, int major, int minor) {
        Matcher numbers = NUMBERS.matcher(version);
        if (!numbers.matches()) {
            return false;
        }
        int foundMajor = Integer.parseInt(numbers.group(1));
        return foundMajor < major || (foundMajor == major && Integer.parseInt(numbers.group(2)) < minor);
    }

    private static String jarOf(Class<?> type) {
        @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? "" : " (" + source.getLocation() + ")";
    }
}
