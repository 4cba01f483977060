package io.github.reel4j.examples.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The shop: one page, its API, and a worker that executes the orders. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class VideoShop {

    /** Starts the shop. */
    public static void main(String[] args) {
        SpringApplication.run(VideoShop.class, args);
    }
}
