package io.github.reel4j.house;

import io.github.reel4j.Generation;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoException;
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
 * A program that leads orders through their whole lives and prints, and serializes, all that it gets hold of. Its arguments: the
 * provider, the folder, the address for callbacks or {@code -}.
 */
public final class TalkativeOrders {

    static final String PROMPT = "canary-prompt-5b1e";
    static final String NEGATIVE = "canary-negative-77aa";
    static final String MEDIA = "canary-media-9c0d";
    private static final String HOST = "https://pictures.example.com/";

    private final Path folder;
    private int dumps;

    private TalkativeOrders(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) {
        TalkativeOrders orders = new TalkativeOrders(Path.of(args[1]));
        VideoClientBuilder builder = VideoClient.builder()
                .provider(args[0])
                .set(args[0] + ".submit-timeout", "2s")
                .set(args[0] + ".poll-timeout", "2s")
                .polling(Duration.ofMillis(2), Duration.ofMillis(2))
                .patience(Duration.ofSeconds(2));
        if (!args[2].equals("-")) {
            builder.callbacks(URI.create(args[2]));
        }
        List<GenerationRequest> requests = requests(args[0]);
        try (VideoClient client = builder.journal(FileJournal.at(orders.folder.resolve("orders.journal")))
                .build()) {
            requests.forEach(request -> orders.live(client, request));
        }
        try (VideoClient client = builder.journal(FileJournal.at(orders.folder.resolve("none/there")))
                .build()) {
            requests.forEach(request -> orders.tell(() -> client.submit(request)));
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

    private void live(VideoClient client, GenerationRequest request) {
        print(request);
        print(client);
        tell(() -> client.estimate(request));
        tell(() -> client.preview(request));
        tell(client::providers);
        tell(() ->
                client.callbacks().receive("/hooks/nobody/s/order", Map.of(), PROMPT.getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < 14; i++) { // as many faults as the vendor has ready, and some orders that go well
            tell(() -> follow(client, client.submit(request).onProgress(this::print)));
        }
        client.submitAll(List.of(request, request)).forEach(order -> tell(() -> follow(client, order.join())));
        print(client.unfinished());
    }

    private Generation follow(VideoClient client, Generation generation) {
        print(generation);
        tell(() -> client.status(generation.task()));
        tell(() -> client.cancel(generation.task()));
        tell(generation::await);
        tell(() -> generation.toFuture().join());
        tell(() -> generation.download(folder.resolve(++dumps + ".mp4")));
        tell(() -> client.resume(generation.task()).await(Duration.ofMillis(1)));
        return generation;
    }

    private void tell(Callable<?> call) {
        try {
            print(call.call());
        } catch (Exception e) {
            print(e);
            e.printStackTrace(System.out);
            if (e instanceof VideoException thrown) {
                print(thrown.failure());
            }
            dump(e);
        }
    }

    private void print(Object value) {
        System.out.println(value);
    }

    private void dump(Exception problem) {
        try (ObjectOutputStream out =
                new ObjectOutputStream(Files.newOutputStream(folder.resolve(++dumps + ".dump")))) {
            out.writeObject(problem);
        } catch (IOException e) {
            print(e);
        }
    }
}
