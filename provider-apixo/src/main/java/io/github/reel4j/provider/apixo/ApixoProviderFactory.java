package io.github.reel4j.provider.apixo;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.provider.feign.ErrorPlaces;
import io.github.reel4j.provider.feign.TaskIdPlaces;
import io.github.reel4j.provider.feign.VendorConnection;
import io.github.reel4j.provider.feign.VendorHabits;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts Apixo on the class path. Users need not name it: {@link java.util.ServiceLoader} does. */
public final class ApixoProviderFactory implements VideoProviderFactory {

    private static final ProviderId ID = ProviderId.of("apixo");
    private static final String STANDARD_URL = "https://api.apixo.ai/api/v1";
    static final VendorHabits HABITS = VendorHabits.USUAL
            .errors(new ErrorPlaces(List.of(), List.of(), List.of("/code", "/message")))
            .taskIdPlaces(TaskIdPlaces.of("/data/taskId"))
            .rejectionCodes(Set.of(400, 401, 402, 403, 404, 429));

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        VendorConnection connection = VendorConnection.of(
                config, STANDARD_URL, key -> Map.of("Authorization", "Bearer " + key.reveal()), HABITS);
        return DaggerApixoComponent.factory().create(config, connection, ApixoSettings.read(config));
    }
}
