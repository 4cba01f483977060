package io.github.reel4j.project;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TextToVideoRequest;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A program that orders a video with settings from the environment, and prints what became of it. Argument: the file
 * for the video.
 */
public final class ProxiedOrderProgram {

    private ProxiedOrderProgram() {}

    public static void main(String[] args) {
        try (VideoClient client = VideoClient.builder()
                .provider("pixazo")
                .pollInterval(Duration.ofMillis(20), Duration.ofMillis(20))
                .build()) {
            VideoTask task = client.submit(TextToVideoRequest.builder()
                    .prompt("a kitten")
                    .resolution(Resolution.P480)
                    .build());
            System.out.println("submitted " + task.ref());
            System.out.println("downloaded " + task.download(Path.of(args[0])));
        } catch (VideoException e) {
            System.out.println(e.failure().kind() + " " + e.getMessage());
            e.printStackTrace();
        }
    }
}
