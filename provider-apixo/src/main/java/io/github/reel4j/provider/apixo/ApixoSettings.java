package io.github.reel4j.provider.apixo;

import io.github.reel4j.spi.ProviderConfig;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of Apixo: {@code rate-480p} and {@code rate-720p}, the user's prices in US dollars per second, because
 * Apixo publishes none.
 *
 * @param rates the prices that are set, by setting
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
