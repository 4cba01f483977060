package io.github.reel4j.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a vendor is asked to do with the material of an order. */
public enum Operation {
    TEXT_TO_VIDEO("text-to-video"),
    IMAGE_TO_VIDEO("image-to-video"),
    SPEECH_TO_VIDEO("speech-to-video"),
    /** A still character follows the motion of a clip. */
    ANIMATE("animate"),
    /** A still character takes the place of the person in a clip. */
    REPLACE("replace");

    private final String id;

    Operation(String word) {
        this.id = word;
    }

    /** The word used in task references, tables and messages. */
    public String id() {
        return id;
    }

    public static Optional<Operation> fromId(String word) {
        return Arrays.stream(values()).filter(each -> each.id.equals(word)).findFirst();
    }

    /** All words, for messages: {@code text-to-video, image-to-video, ...}. */
    public static String displayName() {
        return Arrays.stream(values()).map(Operation::id).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return id;
    }
}
