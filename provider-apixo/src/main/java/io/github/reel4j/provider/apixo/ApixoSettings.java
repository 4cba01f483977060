package io.github.reel4j.provider.apixo;

import io.github.reel4j.spi.ProviderConfig;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Apixo's own settings: what the user pays per second, in US dollars, for Apixo publishes no rate: {@code rate-480p} and {@code
 * rate-720p}.
 */
record ApixoSettings(Map<String, BigDecimal> rates) {

    static ApixoSettings read(ProviderConfig config) {
        Map<String, BigDecimal> rates = new HashMap<>();
        for (String name : ApixoModels.RATES) {
            config.amount(name).ifPresent(rate -> rates.put(name, rate));
        }
        return new ApixoSettings(Map.copyOf(rates));
    }

    Optional<BigDecimal> rate(String name) {
        return Optional.ofNullable(rates.get(name));
    }
}
