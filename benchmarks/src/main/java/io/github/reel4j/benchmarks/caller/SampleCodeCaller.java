package io.github.reel4j.benchmarks.caller;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The vendors' sample code for Java, but with one client for all calls, and with a parsed response. */
final class SampleCodeCaller implements Caller {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final URI url;

    SampleCodeCaller(String origin) {
        url = URI.create(origin + "/wan-video-polling/getTextToVideoResult");
    }

    @Override
    public void poll() throws Exception {
        HttpRequest request = HttpRequest.newBuilder()
                .uri(url)
                .header("Content-Type", "application/json")
                .header("Cache-Control", "no-cache")
                .header("Ocp-Apim-Subscription-Key", KEY)
                .POST(HttpRequest.BodyPublishers.ofString("{\n    \"task_id\": \"" + TASK + "\"\n}"))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        Caller.check(mapper.readTree(response.body())
                .path("output")
                .path("task_status")
                .asText()
                .equals("SUCCEEDED"));
    }
}
