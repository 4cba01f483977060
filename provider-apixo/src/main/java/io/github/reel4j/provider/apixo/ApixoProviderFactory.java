package io.github.reel4j.provider.apixo;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.provider.feign.VendorConnection;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import java.util.Map;

/** Puts Apixo on the class path. Users need not name it: {@link java.util.ServiceLoader} does. */
public final class ApixoProviderFactory implements VideoProviderFactory {

    private static final ProviderId ID = ProviderId.of("apixo");
    private static final String STANDARD_URL = "https://api.apixo.ai/api/v1";

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        VendorConnection connection =
                VendorConnection.of(config, STANDARD_URL, key -> Map.of("Authorization", "Bearer " + key.reveal()));
        return DaggerApixoComponent.factory().create(config, connection, ApixoSettings.read(config));
    }
}
