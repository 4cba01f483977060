package io.github.reel4j.benchmarks.start;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.TextToVideoRequest;

/** Places one order with reel4j. The API key and the base URL are system properties. */
final class StartReel4j {

    private StartReel4j() {}

    public static void main(String[] arguments) {
        try (VideoClient client = VideoClient.create()) {
            client.submit(TextToVideoRequest.builder()
                    .prompt("A kitten running in the moonlight")
                    .build());
        }
    }
}
