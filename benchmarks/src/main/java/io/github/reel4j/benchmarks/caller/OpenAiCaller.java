package io.github.reel4j.benchmarks.caller;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.videos.Video;
import java.time.Duration;

final class OpenAiCaller implements Caller {

    private final OpenAIClient client;

    OpenAiCaller(String origin) {
        client = OpenAIOkHttpClient.builder()
                .baseUrl(origin + "/v1")
                .apiKey(KEY)
                .maxIdleConnections(CONNECTIONS)
                .keepAliveDuration(Duration.ofMinutes(5))
                .build();
    }

    @Override
    @SuppressWarnings("deprecation") // the library's only way to poll a video
    public void poll() {
        Caller.check(client.videos().retrieve(TASK).status().equals(Video.Status.COMPLETED));
    }
}
