package io.github.reel4j.testkit.simulator.apixo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.Simulator;
import java.io.IOException;
import java.util.Map;

/** Sends the requests of the curl examples in Apixo's document. */
final class ApixoClient {

    static final String SUBMIT = "/api/v1/generateTask/wan-2-2-animate";
    static final String STATUS = "/api/v1/statusTask/wan-2-2-animate?taskId=";

    static final String ANIMATE_SAMPLE = """
            {"request_type": "async", "provider": "official",
             "input": {"mode": "standard", "type": "animate",
               "image_urls": ["https://example.com/character.png"],
               "video_urls": ["https://example.com/motion.mp4"],
               "prompt": "keep the face stable and follow the motion naturally",
               "resolution": "480p", "seed": -1}}""";
    static final String REPLACE_SAMPLE = """
            {"request_type": "callback", "callback_url": "https://your-server.com/callback", "provider": "official",
             "input": {"mode": "standard", "type": "replace",
               "image_urls": ["https://example.com/character.png"],
               "video_urls": ["https://example.com/motion.mp4"],
               "prompt": "replace the person in the motion video with the provided character",
               "resolution": "720p", "seed": 42}}""";

    static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Authorization", "Bearer YOUR_API_KEY");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulator simulator;

    ApixoClient(Simulator simulator) {
        this.simulator = simulator;
    }

    Wire.Response submit(String body) throws IOException {
        return Wire.send(simulator.baseUrl(), "POST", SUBMIT, HEADERS, body);
    }

    Wire.Response status(String id) throws IOException {
        return Wire.send(simulator.baseUrl(), "GET", STATUS + id, HEADERS, "");
    }

    String order(String body) throws IOException {
        return json(submit(body)).at("/data/taskId").textValue();
    }

    JsonNode data(String id) throws IOException {
        return json(status(id)).get("data");
    }

    static JsonNode json(Wire.Response result) throws IOException {
        return json(result.body());
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }
}
