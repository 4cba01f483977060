package io.github.reel4j.benchmarks.caller;

import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.GenerateVideosOperation;
import com.google.genai.types.GetOperationConfig;
import com.google.genai.types.HttpOptions;

final class GoogleGenAiCaller implements Caller {

    private final Client client;
    private final GenerateVideosOperation task = GenerateVideosOperation.builder()
            .name("models/veo-3.0/operations/" + TASK)
            .build();
    private final GetOperationConfig config = GetOperationConfig.builder().build();

    GoogleGenAiCaller(String origin) {
        client = Client.builder()
                .apiKey(KEY)
                .vertexAI(false)
                .httpOptions(HttpOptions.builder().baseUrl(origin).build())
                .clientOptions(ClientOptions.builder()
                        .maxConnections(CONNECTIONS)
                        .maxConnectionsPerHost(CONNECTIONS)
                        .build())
                .build();
    }

    @Override
    public void poll() {
        Caller.check(client.operations.getVideosOperation(task, config).done().orElse(false));
    }
}
