package io.github.reel4j.testkit.junit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.Simulator;
import java.io.IOException;
import java.util.Map;

/** Submits orders to the simulator of Pixazo without a provider. */
final class RawOrders {

    static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json", "Cache-Control", "no-cache", "Ocp-Apim-Subscription-Key", "sesame");
    static final String ADDRESS = "/wan2.2-s2v/v1/generateSpeechToVideoRequest";
    static final String BODY = """
            {"prompt": "sing", "image_url": "https://a.example/1.png", "audio_url": "https://a.example/1.mp3"}""";

    private RawOrders() {}

    /** Submits an order and returns the task id. */
    static String order(Simulator simulator) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(post(simulator, ADDRESS, BODY).body())
                .at("/request_id")
                .asText();
    }

    static Wire.Response post(Simulator simulator, String path, String body) throws IOException {
        return Wire.send(simulator.baseUrl(), "POST", path, HEADERS, body);
    }
}
