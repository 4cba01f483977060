package io.github.reel4j.project;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A program that submits orders, waits for them and downloads them, and prints and serializes every value and exception
 * that it gets. Arguments: the provider, the folder, and the callback URL or {@code -}.
 */
public final class AllMessagesProgram {

    static final String PROMPT = "canary-prompt-5b1e";
    static final String NEGATIVE = "canary-negative-77aa";
    static final String MEDIA = "canary-media-9c0d";
    private static final String HOST = "https://pictures.example.com/";

    private final Path folder;
    private int dumps;

    private AllMessagesProgram(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) {
        AllMessagesProgram orders = new AllMessagesProgram(Path.of(args[1]));
        VideoClientBuilder builder = VideoClient.builder()
                .provider(args[0])
                .property(args[0] + ".submit-timeout", "2s")
                .property(args[0] + ".poll-timeout", "2s")
                .pollInterval(Duration.ofMillis(2), Duration.ofMillis(2))
                .waitTimeout(Duration.ofSeconds(2));
        if (!args[2].equals("-")) {
            builder.callbackUrl(URI.create(args[2]));
        }
        List<GenerationRequest> requests = requests(args[0]);
        try (VideoClient client = builder.journal(FileJournal.at(orders.folder.resolve("orders.journal")))
                .build()) {
            requests.forEach(request -> orders.order(client, request));
        }
        try (VideoClient client = builder.journal(FileJournal.at(orders.folder.resolve("none/there")))
                .build()) {
            requests.forEach(request -> orders.report(() -> client.submit(request)));
        }
    }

    private static List<GenerationRequest> requests(String provider) {
        AnimateRequest animate = AnimateRequest.builder()
                .image(HOST + MEDIA + ".png?token=" + MEDIA)
                .video(HOST + MEDIA + ".mp4")
                .prompt(PROMPT)
                .build();
        return provider.equals("apixo")
                ? List.of(animate)
                : List.of(
                        animate,
                        TextToVideoRequest.builder()
                                .prompt(PROMPT)
                                .negativePrompt(NEGATIVE)
                                .build(),
                        ImageToVideoRequest.builder()
                                .image(HOST + MEDIA + ".png")
                                .prompt(PROMPT)
                                .build(),
                        SpeechToVideoRequest.builder()
                                .image(HOST + MEDIA + ".png")
                                .audio(HOST + MEDIA + ".mp3")
                                .prompt(PROMPT)
                                .negativePrompt(NEGATIVE)
                                .build());
    }

    private void order(VideoClient client, GenerationRequest request) {
        write(request);
        write(client);
        report(() -> client.estimate(request));
        report(() -> client.quotes(request));
        report(client::providers);
        report(() ->
                client.callbacks().receive("/hooks/nobody/s/order", Map.of(), PROMPT.getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < 14; i++) { // more than the vendor's faults, so that some orders succeed
            report(() -> useTask(client, client.submit(request).onProgress(this::write)));
        }
        client.submitAll(List.of(request, request)).forEach(order -> report(() -> useTask(client, order.join())));
        write(client.unfinished());
    }

    private VideoTask useTask(VideoClient client, VideoTask task) {
        write(task);
        report(() -> client.status(task.ref()));
        report(() -> client.cancel(task.ref()));
        report(task::await);
        report(() -> task.toFuture().join());
        report(() -> task.download(folder.resolve(++dumps + ".mp4")));
        report(() -> client.resume(task.ref()).await(Duration.ofMillis(1)));
        return task;
    }

    private void report(Callable<?> call) {
        try {
            write(call.call());
        } catch (Exception e) {
            write(e);
            e.printStackTrace(System.out);
            if (e instanceof VideoException thrown) {
                write(thrown.failure());
            }
            dump(e);
        }
    }

    private void write(Object value) {
        System.out.println(value);
    }

    private void dump(Exception error) {
        try (ObjectOutputStream out =
                new ObjectOutputStream(Files.newOutputStream(folder.resolve(++dumps + ".dump")))) {
            out.writeObject(error);
        } catch (IOException e) {
            write(e);
        }
    }
}
