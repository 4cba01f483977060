package io.github.reel4j.testkit.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields and files of a form that a simulator received as {@code multipart/form-data} (RFC 7578), for vendors that
 * take uploads that way. Immutable.
 */
public final class MultipartForm {

    private static final Pattern BOUNDARY = Pattern.compile(
            "(?i)multipart/form-data *;(?:.*;)? *boundary=(?:\"([^\"]{1,70})\"|([^\";, ]{1,70})) *(?:;.*)?");
    private static final Pattern DISPOSITION = Pattern.compile("(?im)^Content-Disposition: *form-data *;(.*)$");
    private static final Pattern TYPE = Pattern.compile("(?im)^Content-Type: *(\\S.*?) *$");
    private static final Pattern PARAMETER = Pattern.compile("; *(name|filename)=\"([^\"]*)\"");
    private static final String LINE_END = "\r\n";

    /**
     * One field or file.
     *
     * @param name the name of the field
     * @param fileName as sent; empty if the part is no file
     * @param type the media type; empty if the part has none
     * @param content the bytes, read-only
     */
    public record Part(String name, Optional<String> fileName, Optional<String> type, ByteBuffer content) {

        public Part {
            content = content.asReadOnlyBuffer();
        }

        /** Returns the bytes, from the first one. */
        @Override
        public ByteBuffer content() {
            return content.duplicate();
        }

        /** Returns the content as UTF-8. */
        public String text() {
            return StandardCharsets.UTF_8.decode(content()).toString();
        }
    }

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private String problem = "";

    private MultipartForm() {}

    /** Parses the body of a request. A malformed body is a {@link #problem} and has no parts. */
    public static MultipartForm of(ReceivedRequest request) {
        MultipartForm form = new MultipartForm();
        Matcher boundary = BOUNDARY.matcher(request.header("content-type").orElse(""));
        if (boundary.matches()) {
            String text = StandardCharsets.ISO_8859_1.decode(request.content()).toString();
            form.parse(text, Optional.ofNullable(boundary.group(1)).orElseGet(() -> boundary.group(2)));
        } else {
            form.problem = "the Content-Type must be multipart/form-data with a boundary";
        }
        if (!form.problem.isEmpty()) {
            form.parts.clear();
        }
        return form;
    }

    /** Returns what is wrong with the form; empty if it is well-formed. */
    public Optional<String> problem() {
        return Optional.of(problem).filter(text -> !text.isEmpty());
    }

    /** Returns the parts in the order in which they were sent. */
    public List<Part> parts() {
        return List.copyOf(parts.values());
    }

    /** Returns the text of a field that is no file. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(parts.get(name))
                .filter(part -> part.fileName().isEmpty())
                .map(Part::text);
    }

    /** Returns a file. */
    public Optional<Part> file(String name) {
        return Optional.ofNullable(parts.get(name))
                .filter(part -> part.fileName().isPresent());
    }

    private void parse(String body, String boundary) {
        String delimiter = LINE_END + "--" + boundary;
        List<String> sections = new ArrayList<>(List.of((LINE_END + body).split(Pattern.quote(delimiter), -1)));
        String end = sections.remove(sections.size() - 1);
        if (sections.isEmpty() || !end.startsWith("--")) {
            problem = "the form must end with its boundary and 2 hyphens";
            return;
        }
        sections.stream().skip(1).forEach(this::add); // the text before the first boundary has no meaning
    }

    private void add(String section) {
        int blankLine = section.indexOf(LINE_END + LINE_END);
        String headers = blankLine < 0 ? "" : section.substring(0, blankLine).replace(LINE_END, "\n");
        Matcher disposition = DISPOSITION.matcher(headers);
        Map<String, String> parameters = disposition.find() ? parameters(disposition.group(1)) : Map.of();
        String name = parameters.get("name");
        if (!section.startsWith(LINE_END) || name == null) {
            problem = "each part must have the header Content-Disposition: form-data with a name";
            return;
        }
        Matcher type = TYPE.matcher(headers);
        byte[] content = section.substring(blankLine + 2 * LINE_END.length()).getBytes(StandardCharsets.ISO_8859_1);
        Part part = new Part(
                name,
                Optional.ofNullable(parameters.get("filename")),
                type.find() ? Optional.of(type.group(1)) : Optional.empty(),
                ByteBuffer.wrap(content));
        if (parts.put(name, part) != null) {
            problem = "the part " + name + " occurs twice";
        }
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(";" + text);
        while (parameter.find()) {
            parameters.put(parameter.group(1), parameter.group(2));
        }
        return parameters;
    }
}
