package io.github.reel4j.spring.boot;

import io.github.reel4j.model.Money;
import org.springframework.core.convert.converter.Converter;

/** Converts property values such as {@code 0.50 USD} to money. Stateless. */
final class MoneyConverter implements Converter<String, Money> {

    @Override
    public Money convert(String text) {
        return Money.parse(text);
    }
}
