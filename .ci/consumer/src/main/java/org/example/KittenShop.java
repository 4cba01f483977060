package org.example;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.TextToVideoRequest;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Service;

@SpringBootApplication
public class KittenShop {

    public static void main(String... arguments) {
        SpringApplication.run(KittenShop.class, arguments);
    }

    @Service
    public static class Orders {

        private final VideoClient client;

        Orders(VideoClient client) {
            this.client = client;
        }

        public Path order(Path file) {
            return client.submit(TextToVideoRequest.builder().prompt("A kitten").build())
                    .download(file);
        }
    }
}
