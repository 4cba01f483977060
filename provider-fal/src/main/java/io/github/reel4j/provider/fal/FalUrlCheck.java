package io.github.reel4j.provider.fal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.TaskRef;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the URLs in fal's response to an order match the URLs to which the provider will send the API key: the
 * host of the base URL, and the documented path of the task. Stateless.
 */
final class FalUrlCheck {

    private FalUrlCheck() {}

    /** Returns the first URL that is not exactly as expected; empty if all are. A missing URL is as expected. */
    static Optional<String> unexpected(URI baseUrl, TaskRef task, FalApi.QueueEntry response) {
        String url = baseUrl.toString().replaceFirst("/$", "") + FalApp.of(task).path(task.id());
        return Stream.of(
                        unexpected(response.statusUrl(), url + "/status"),
                        unexpected(response.responseUrl(), url, url + "/response"),
                        unexpected(response.cancelUrl(), url + "/cancel"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> unexpected(@Nullable JsonNode value, String... expected) {
        return Optional.ofNullable(value)
                .filter(found -> !found.isNull() && !List.of(expected).contains(found.asText()))
                .map(found -> found.isTextual() ? found.textValue() : found.toString());
    }
}
