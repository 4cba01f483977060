package io.github.reel4j.testkit.contract.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The facts that responses of a vendor may state. The responses have any structure, so a fact counts as stated if one
 * of their texts or numbers can mean it.
 */
public final class StatedFacts {

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Pattern MINUTES = Pattern.compile("\\d\\d:(\\d\\d:\\d\\d)");
    private static final List<BigDecimal> UNITS_PER_SECOND = List.of(
            BigDecimal.ONE, BigDecimal.valueOf(1000), new BigDecimal("0.0166666667"), new BigDecimal("0.0002777778"));

    private final String text;
    private final List<JsonNode> values;

    public StatedFacts(List<String> bodies) {
        this.text = String.join("\n", bodies);
        this.values = bodies.stream()
                .flatMap(body -> JsonNodeMapper.all(body).stream())
                .toList();
    }

    /** Returns the facts of a status that no response states, by name. */
    public Map<String, Object> invented(TaskStatus status) {
        Map<String, Object> invented = new LinkedHashMap<>();
        if (status instanceof TaskStatus.Queued queued) {
            queued.position().stream()
                    .filter(position -> !hasNumber(position) && !hasNumber(position + 1L))
                    .forEach(position -> invented.put("the queue position", position));
        } else if (status instanceof TaskStatus.Running running) {
            running.remaining()
                    .filter(time -> !hasDuration(time) && !hasTimes())
                    .ifPresent(time -> invented.put("the remaining time", time));
        } else if (status instanceof TaskStatus.Succeeded succeeded) {
            addInvented(invented, succeeded.video());
        }
        return invented;
    }

    private void addInvented(Map<String, Object> invented, GeneratedVideo video) {
        video.expiresAt().filter(time -> !hasTime(time)).ifPresent(time -> invented.put("the expiry", time));
        video.width().stream().filter(width -> !hasDigits(width)).forEach(width -> invented.put("the width", width));
        video.height().stream()
                .filter(height -> !hasDigits(height))
                .forEach(height -> invented.put("the height", height));
        video.duration()
                .filter(time -> !hasDuration(time))
                .ifPresent(time -> invented.put("the duration of the video", time));
        video.size().stream().filter(size -> !hasDigits(size)).forEach(size -> invented.put("the file size", size));
        video.contentType().filter(type -> !hasType(type)).ifPresent(type -> invented.put("the media type", type));
    }

    /** Returns the facts of a failure that no response states, by name. The HTTP status may be its code. */
    public Map<String, Object> invented(VideoFailure failure) {
        Map<String, Object> invented = new LinkedHashMap<>();
        failure.retryAfter().filter(delay -> !hasDuration(delay)).ifPresent(delay -> invented.put("the delay", delay));
        failure.vendorCode()
                .filter(code -> !code.matches("\\d{3}") && !text.contains(code))
                .ifPresent(code -> invented.put("the code", code));
        return invented;
    }

    /** A vendor may state a type as {@code video/mp4} or as {@code mp4}. The name of a file states no type. */
    private boolean hasType(String type) {
        String format = type.replaceFirst(".*/", "");
        return values.stream()
                .map(JsonNode::asText)
                .anyMatch(value -> value.contains(type) || value.equalsIgnoreCase(format));
    }

    private Stream<BigDecimal> numbers() {
        return values.stream()
                .flatMap(value -> value.isNumber()
                        ? Stream.of(value.decimalValue())
                        : value.isTextual() && value.textValue().length() < 20
                                ? NUMBER.matcher(value.textValue()).results().map(each -> new BigDecimal(each.group()))
                                : Stream.empty());
    }

    private boolean hasNumber(long number) {
        return numbers().anyMatch(each -> each.compareTo(BigDecimal.valueOf(number)) == 0);
    }

    private boolean hasDigits(long number) {
        return Pattern.compile("(?<!\\d)" + number + "(?!\\d)").matcher(text).find();
    }

    private boolean hasDuration(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toMillis()).movePointLeft(3);
        return UNITS_PER_SECOND.stream()
                .map(seconds::multiply)
                .anyMatch(expected -> numbers()
                        .anyMatch(each -> each.subtract(expected).abs().compareTo(new BigDecimal("0.01")) <= 0));
    }

    /** A vendor that states when a task ends has stated the remaining time. */
    private boolean hasTimes() {
        return MINUTES.matcher(text).find()
                || numbers().anyMatch(each -> each.compareTo(BigDecimal.valueOf(1_000_000_000L)) > 0);
    }

    /** The time may be a number, a date of any zone, or the end of the task plus a number of seconds. */
    private boolean hasTime(Instant time) {
        String minutes = time.toString().substring(14, 19);
        Matcher dates = MINUTES.matcher(text);
        while (dates.find()) {
            if (dates.group(1).equals(minutes)) {
                return true;
            }
        }
        return text.contains(String.valueOf(time.getEpochSecond()))
                || numbers()
                        .anyMatch(each -> List.of(1L, 60L, 3600L, 86_400L).stream()
                                .anyMatch(lifetime ->
                                        each.compareTo(BigDecimal.valueOf(lifetime)) == 0 && lifetime >= 60));
    }
}
