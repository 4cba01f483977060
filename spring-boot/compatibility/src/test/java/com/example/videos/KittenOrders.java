package com.example.videos;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.TextToVideoRequest;
import java.nio.file.Path;
import org.springframework.stereotype.Service;

/** Orders videos of kittens. */
@Service
class KittenOrders {

    private final VideoClient client;

    KittenOrders(VideoClient client) {
        this.client = client;
    }

    Path order(Path file) {
        return client.submit(TextToVideoRequest.builder()
                        .prompt("A kitten running in the moonlight")
                        .build())
                .download(file);
    }
}
