package io.github.reel4j.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kind of video generation that a request asks for. */
public enum Operation {
    /** A video is generated from a text. */
    TEXT_TO_VIDEO("text-to-video"),
    /** A video is generated that starts with a picture. */
    IMAGE_TO_VIDEO("image-to-video"),
    /** A pictured person speaks or sings a recording. */
    SPEECH_TO_VIDEO("speech-to-video"),
    /** A pictured character follows the motion of a clip. */
    ANIMATE("animate"),
    /** A pictured character replaces the person in a clip. */
    REPLACE("replace");

    private final String id;

    Operation(String id) {
        this.id = id;
    }

    /** Returns the id that task references, tables and messages use, for example {@code text-to-video}. */
    public String id() {
        return id;
    }

    /** Returns the operation with the given id; empty if there is none. */
    public static Optional<Operation> fromId(String id) {
        return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
    }

    /** Returns all ids, separated by commas, for messages: {@code text-to-video, image-to-video, ...}. */
    public static String allIds() {
        return Arrays.stream(values()).map(Operation::id).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return id;
    }
}
