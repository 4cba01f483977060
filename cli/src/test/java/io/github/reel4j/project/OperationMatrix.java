package io.github.reel4j.project;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.spi.VideoProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table of README: which vendor offers which operation. */
final class OperationMatrix {

    private OperationMatrix() {}

    static String of(List<VideoProvider> providers) {
        List<String> head = new ArrayList<>(List.of("Operation", "Request"));
        providers.forEach(provider -> head.add("[" + provider.id() + "](docs/vendors/" + provider.id() + ".md)"));
        MarkdownTable table = new MarkdownTable(head);
        for (Operation operation : Operation.values()) {
            table.row(Stream.concat(
                            Stream.of(operation.id(), request(operation)),
                            providers.stream().map(provider -> cell(provider, operation)))
                    .toList());
        }
        return table.toString();
    }

    private static String cell(VideoProvider provider, Operation operation) {
        List<ModelSpec> models = ShippedProviders.orderable(provider, operation);
        if (models.isEmpty()) {
            return "no";
        }
        boolean inferred = models.stream().allMatch(model -> model.availability() == ModelSpec.Availability.INFERRED);
        return (models.size() == 1 ? "1 model" : models.size() + " models") + (inferred ? ", *inferred*" : "");
    }

    private static String request(Operation operation) {
        return switch (operation) {
            case TEXT_TO_VIDEO -> "`TextToVideoRequest`";
            case IMAGE_TO_VIDEO -> "`ImageToVideoRequest`";
            case SPEECH_TO_VIDEO -> "`SpeechToVideoRequest`";
            case ANIMATE -> "`AnimateRequest`";
            case REPLACE -> "`AnimateRequest`, `Behavior.REPLACE`";
        };
    }
}
