package io.github.reel4j.spring.boot.actuate;

import io.github.reel4j.spi.VideoProviderFactory;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Masks the API keys, callback secrets and proxies of reel4j in {@code /actuator/env} and
 * {@code /actuator/configprops}, also if the application shows the values of other properties. It knows the properties
 * in all forms that Spring Boot accepts, and those of the providers on the class path. Thread-safe.
 */
final class SecretSanitizer implements SanitizingFunction {

    private static final Pattern OTHER_CHARACTERS = Pattern.compile("[^a-z0-9]");
    private static final Pattern SECRET = Pattern.compile(".*(key|secret|token|password|proxy|credentials?)");

    private final Set<String> owners = new HashSet<>(Set.of("reel4j"));

    SecretSanitizer(@Nullable ClassLoader loader) {
        Iterator<VideoProviderFactory> factories =
                ServiceLoader.load(VideoProviderFactory.class, loader).iterator();
        boolean more = true;
        while (more) {
            try {
                more = factories.hasNext();
                if (more) {
                    owners.add(normalized(factories.next().id().value()));
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                // a broken provider has no id and so no secrets; the client reports it
            }
        }
    }

    @Override
    public SanitizableData apply(SanitizableData data) {
        String key = normalized(data.getKey());
        boolean secret = SECRET.matcher(key).matches() && owners.stream().anyMatch(key::startsWith);
        return secret ? data.withSanitizedValue() : data;
    }

    private static String normalized(String name) {
        return OTHER_CHARACTERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
