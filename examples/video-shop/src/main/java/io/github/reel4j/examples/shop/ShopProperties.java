package io.github.reel4j.examples.shop;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of the shop.
 *
 * @param folder where the finished videos are stored; it survives a restart
 * @param simulators the URL of the simulators' control server; null if the vendors are real
 */
@ConfigurationProperties("shop")
public record ShopProperties(Path folder, @Nullable URI simulators) {}
