package io.github.reel4j.testkit.gallery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.ProviderConfig;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Submits with the JDK's HTTP client, whose timeout ends with the response headers. */
record HandWrittenProvider(ProviderConfig config) {

    Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        ObjectNode order = JsonNodeFactory.instance
                .objectNode()
                .put("model", request.model().id())
                .put("prompt", request.get(Field.PROMPT).orElse(""));
        request.callback().ifPresent(address -> order.put("notify", address.toString()));
        HttpRequest.Builder call = HttpRequest.newBuilder(
                        URI.create(config.baseUrl("https://api.acme.example/v1") + "/jobs"))
                .timeout(config.duration("submit-timeout", Duration.ofMinutes(1)))
                .POST(HttpRequest.BodyPublishers.ofString(order.toString()));
        config.apiKey().ifPresent(key -> call.header("X-Acme-Key", key.reveal()));
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(call.build(), HttpResponse.BodyHandlers.ofString());
            String id = new ObjectMapper()
                    .readTree(response.body())
                    .path("job")
                    .path("id")
                    .asText();
            return Either.right(WrongBehaviors.withId(request, id));
        } catch (IOException e) {
            return Either.left(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the order may stand"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Either.left(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the order may stand"));
        }
    }
}
