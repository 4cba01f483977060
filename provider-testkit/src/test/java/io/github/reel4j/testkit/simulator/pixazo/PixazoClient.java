package io.github.reel4j.testkit.simulator.pixazo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.Simulator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Sends the requests of the curl examples in Pixazo's documents. */
public final class PixazoClient {

    public static final String T2V = "/wan-video/v1/generateTextToVideoRequest";
    static final String I2V = "/wan-i2v/v1/generateImageToVideoRequest";
    public static final String WAN_POLL = "/wan-video-polling/getTextToVideoResult";
    static final String S2V = "/wan2.2-s2v/v1/generateSpeechToVideoRequest";
    static final String S2V_POLL = "/wan2.2-s2v-polling/getStatusSpeechToVideo";
    static final String ANIMATE = "/wan-2-2-animate-api-524/v1/wan-2-2-animate-api-request";
    static final String ANIMATE_POLL = "/wan-2-2-animate-api-524/v1/wan-2-2-animate-api-request-result";

    public static final String T2V_SAMPLE = """
            {"model": "wan2.2-t2v-plus",
             "input": {"prompt": "A kitten running in the moonlight", "negative_prompt": "flowers, people, text"},
             "parameters": {"size": "1920*1080"}}""";
    static final String I2V_SAMPLE = """
            {"model": "wan2.2-i2v-plus",
             "input": {"prompt": "Banana dancing in a traditional dress", "negative_prompt": "flowers, blur",
               "img_url": "https://pub-582b7213209642b9b995c96c95a30381.r2.dev/nano-banana.jpeg"},
             "parameters": {"resolution": "1080P", "duration": 5, "prompt_extend": true, "watermark": false,
               "seed": 12345}}""";
    static final String S2V_SAMPLE = """
            {"prompt": "Summer beach vacation style, a man wearing sunglasses Blue Tshirt.",
             "image_url": "https://pub-582b7213209642b9b995c96c95a30381.r2.dev/input_model.png",
             "audio_url": "https://pub-582b7213209642b9b995c96c95a30381.r2.dev/input_music.mp3"}""";
    static final String ANIMATE_SAMPLE = """
            {"video_url": "https://example.com/motion.mp4", "image_url": "https://example.com/character.png",
             "resolution": "720p", "seed": 42}""";

    public static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json",
            "Cache-Control", "no-cache",
            "Ocp-Apim-Subscription-Key", "YOUR_SUBSCRIPTION_KEY");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulator simulator;

    public PixazoClient(Simulator simulator) {
        this.simulator = simulator;
    }

    public Wire.Response post(String path, String body) throws IOException {
        return Wire.send(simulator.baseUrl(), "POST", path, HEADERS, body);
    }

    Wire.Response postWithout(String header, String path, String body) throws IOException {
        Map<String, String> headers = new TreeMap<>(HEADERS);
        headers.remove(header);
        return Wire.send(simulator.baseUrl(), "POST", path, headers, body);
    }

    JsonNode json(String path, String body) throws IOException {
        return json(post(path, body));
    }

    public JsonNode poll(String path, String field, String id) throws IOException {
        return json(path, "{\"" + field + "\": \"" + id + "\"}");
    }

    /** Submits the sample of text-to-video and returns the task id. */
    public String order() throws IOException {
        return json(T2V, T2V_SAMPLE).at("/output/task_id").textValue();
    }

    public static JsonNode json(Wire.Response result) throws IOException {
        return JSON.readTree(result.body());
    }
}
