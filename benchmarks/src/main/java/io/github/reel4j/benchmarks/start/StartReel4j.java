package io.github.reel4j.benchmarks.start;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.TextToVideoRequest;

/** A program that places one order. Key and address are system properties. */
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
