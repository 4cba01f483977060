package io.github.reel4j.spring.boot.actuate;

import io.github.reel4j.VideoClient;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Adds the ids of the providers to the actuator's info. */
record ReelInfoContributor(VideoClient client) implements InfoContributor {

    @Override
    public void contribute(Info.Builder builder) {
        List<String> providers = client.providers().stream()
                .map(provider -> provider.id().value())
                .sorted()
                .toList();
        builder.withDetail("reel4j", Map.of("providers", providers));
    }
}
