package com.example.videos;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import java.nio.file.Path;
import org.springframework.stereotype.Service;

/** Orders videos of kittens: 1 for each form, also if it is sent twice. */
@Service
class KittenOrders {

    private final VideoClient client;

    KittenOrders(VideoClient client) {
        this.client = client;
    }

    Path order(String formId, Path file) {
        TextToVideoRequest request = TextToVideoRequest.builder()
                .prompt("A kitten running in the moonlight")
                .build();
        return client.submit(request, OrderKey.of(formId)).download(file);
    }
}
