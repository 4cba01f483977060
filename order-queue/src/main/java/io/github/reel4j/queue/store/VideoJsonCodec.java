package io.github.reel4j.queue.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.queue.model.OrderVideo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Converts videos to JSON and back. Stateless. */
public final class VideoJsonCodec {

    private static final ObjectMapper JSON = new ObjectMapper();

    private VideoJsonCodec() {}

    /** Returns the JSON of a video, without its task. */
    public static String format(GeneratedVideo video) {
        return write(video).toString();
    }

    private static ObjectNode write(GeneratedVideo video) {
        ObjectNode json = JSON.createObjectNode();
        json.put("url", video.url().toString());
        video.width().ifPresent(width -> json.put("width", width));
        video.height().ifPresent(height -> json.put("height", height));
        video.duration().ifPresent(duration -> json.put("duration", duration.toString()));
        video.contentType().ifPresent(type -> json.put("content_type", type));
        video.size().ifPresent(size -> json.put("size", size));
        video.expiresAt().ifPresent(time -> json.put("expires_at", time.toString()));
        if (!video.others().isEmpty()) {
            ArrayNode others = json.putArray("others");
            video.others().forEach(each -> others.add(write(each)));
        }
        return json;
    }

    static OrderVideo parse(String text) {
        try {
            return read(JSON.readTree(text));
        } catch (JsonProcessingException e) { // its message may quote the URL
            throw new IllegalArgumentException(
                    "the stored video of the order is damaged: not JSON. Restore the column video of its row from a"
                            + " backup.");
        }
    }

    private static OrderVideo read(JsonNode json) {
        List<OrderVideo> others = new ArrayList<>();
        json.path("others").forEach(each -> others.add(read(each)));
        return new OrderVideo(
                URI.create(json.path("url").asText()),
                json.has("width") ? OptionalInt.of(json.path("width").asInt()) : OptionalInt.empty(),
                json.has("height") ? OptionalInt.of(json.path("height").asInt()) : OptionalInt.empty(),
                Optional.ofNullable(json.path("duration").textValue()).map(Duration::parse),
                Optional.ofNullable(json.path("content_type").textValue()),
                json.has("size") ? OptionalLong.of(json.path("size").asLong()) : OptionalLong.empty(),
                Optional.ofNullable(json.path("expires_at").textValue()).map(Instant::parse),
                others);
    }
}
