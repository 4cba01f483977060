package io.github.reel4j.spring.boot;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import java.util.List;
import java.util.stream.Collectors;

/** Checks that at least one provider has an API key. */
final class RequiredKey {

    private RequiredKey() {}

    /** @throws VideoException of kind {@link FailureKind#MISSING_CREDENTIALS} if no provider has a key */
    static void check(VideoClient client, Settings settings) {
        List<ProviderInfo> providers = client.providers();
        if (providers.stream().anyMatch(ProviderInfo::hasKey)) {
            return;
        }
        client.close();
        throw new VideoException(VideoFailure.of(
                FailureKind.MISSING_CREDENTIALS,
                "reel4j.require-key is true, and no provider on the class path has an API key. Nothing was sent,"
                        + " nothing was billed."
                        + providers.stream()
                                .map(provider -> "\n  " + provider.id() + ", looked in: "
                                        + settings.lookupPath(provider.id().value(), "api-key"))
                                .collect(Collectors.joining())));
    }
}
