package io.github.reel4j.project;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A program that orders from both vendors, ignores failures and prints nothing, so that its output is only the logs.
 * Arguments: the folder for videos, the prompt, the base URL of the media, and the number of orders per vendor.
 */
public final class DebugLoggingProgram {

    private DebugLoggingProgram() {}

    public static void main(String[] args) {
        order(args, "pixazo", TextToVideoRequest.builder().prompt(args[1]).build());
        order(
                args,
                "apixo",
                AnimateRequest.builder()
                        .image(args[2] + "me.png")
                        .video(args[2] + "dance.mp4")
                        .build());
    }

    private static void order(String[] args, String provider, GenerationRequest request) {
        VideoClient client = provider.equals("apixo")
                ? builder(provider)
                        .callbackUrl(URI.create("http://127.0.0.1:9/hooks"))
                        .build()
                : builder(provider).build();
        try (client) {
            for (int number = 0; number < Integer.parseInt(args[3]); number++) {
                try {
                    client.submit(request).download(Path.of(args[0], provider + number + ".mp4"));
                } catch (VideoException e) {
                    // ignored: only the logs matter
                }
            }
        }
    }

    private static VideoClientBuilder builder(String provider) {
        return VideoClient.builder()
                .provider(provider)
                .pollInterval(Duration.ofMillis(5), Duration.ofMillis(10))
                .property(provider + ".poll-timeout", "500ms");
    }
}
