package io.github.reel4j.provider.pixazo;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.provider.feign.VendorConnection;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import java.util.Map;

/** Puts Pixazo on the class path. Users need not name it: {@link java.util.ServiceLoader} does. */
public final class PixazoProviderFactory implements VideoProviderFactory {

    private static final ProviderId ID = ProviderId.of("pixazo");
    private static final String STANDARD_URL = "https://gateway.pixazo.ai";

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        VendorConnection connection =
                VendorConnection.of(config, STANDARD_URL, key -> Map.of("Ocp-Apim-Subscription-Key", key.reveal()));
        return DaggerPixazoComponent.factory().create(config, connection, PixazoSettings.read(config));
    }
}
