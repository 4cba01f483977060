package io.github.reel4j.house;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A program that prints nothing itself and orders from both vendors, whatever becomes of it: what it shows is what the library logs.
 * Its arguments: the folder of videos, the prompt, the folder of the media, how often.
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
                    // a program that swallows what it is told
                }
            }
        }
    }

    private static io.github.reel4j.VideoClientBuilder builder(String provider) {
        return VideoClient.builder()
                .provider(provider)
                .pollInterval(Duration.ofMillis(5), Duration.ofMillis(10))
                .property(provider + ".poll-timeout", "500ms");
    }
}
