package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.video.PlaceholderVideo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the finished videos. Like the file hosts of vendors it requires no API key. Thread-safe. */
final class MediaServer {

    /** The query of signed URLs. A request must contain it unchanged; more parameters may follow. */
    static final String SIGNATURE = "?expires=1767225600&signature=a%2Bb%2Fc%3D";

    private static final String FOLDER = "/media/";
    private static final int MAX_FILES = 16;
    private static final Pattern FILE = Pattern.compile(FOLDER + "(.+)\\.mp4", Pattern.DOTALL);
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    // a cache: the file of a task is reproducible
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** Returns the path of a task's video. The task id is percent-encoded. */
    static String path(String taskId) {
        return FOLDER + encoded(taskId) + ".mp4";
    }

    private static String encoded(String taskId) {
        // URLEncoder writes a space as '+', which is a plus sign in a path
        return URLEncoder.encode(taskId, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static boolean isSigned(ReceivedRequest request) {
        return request.target().contains(SIGNATURE);
    }

    static boolean handles(ReceivedRequest request) {
        return request.path().startsWith(FOLDER);
    }

    ServerResponse respond(ReceivedRequest request, DialectTaskOperations tasks) {
        Matcher name = FILE.matcher(request.path());
        boolean fetches = request.method().equals("GET") || request.method().equals("HEAD");
        Optional<TaskSnapshot> task = fetches && name.matches() ? tasks.find(name.group(1)) : Optional.empty();
        return task.filter(each -> each.phase() == TaskSnapshot.Phase.SUCCEEDED)
                .map(each -> part(request, each))
                .orElseGet(() -> ServerResponse.of(404, "text/plain", "No such file"));
    }

    private ServerResponse part(ReceivedRequest request, TaskSnapshot task) {
        byte[] file = file(task);
        String tag = "\"" + encoded(task.id()) + "\"";
        ServerResponse whole = ServerResponse.of(200, "video/mp4", file)
                .header("Accept-Ranges", "bytes")
                .header("ETag", tag);
        Matcher range = RANGE.matcher(request.header("range").orElse(""));
        boolean unchanged = request.header("if-range").map(tag::equals).orElse(true);
        if (!unchanged || !range.matches() || range.group().equals("bytes=-")) {
            return whole;
        }
        boolean suffix = range.group(1).isEmpty();
        long from = suffix ? Math.max(0, file.length - Long.parseLong(range.group(2))) : Long.parseLong(range.group(1));
        long to = suffix || range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        long last = Math.min(to, file.length - 1L);
        if (from > last) {
            return ServerResponse.of(416, "text/plain", "").header("Content-Range", "bytes */" + file.length);
        }
        return ServerResponse.of(206, "video/mp4", Arrays.copyOfRange(file, (int) from, (int) last + 1))
                .header("Accept-Ranges", "bytes")
                .header("ETag", tag)
                .header("Content-Range", "bytes " + from + "-" + last + "/" + file.length);
    }

    private byte[] file(TaskSnapshot task) {
        synchronized (files) {
            byte[] known = files.get(task.id());
            if (known != null) {
                return known;
            }
            if (files.size() >= MAX_FILES) {
                files.remove(files.keySet().iterator().next());
            }
            byte[] made = createFile(task.order());
            files.put(task.id(), made);
            return made;
        }
    }

    /** Returns the file of an order; the same bytes every time. */
    private static byte[] createFile(BilledOrder order) {
        return PlaceholderVideo.of(order.resolution()).file(order.taskId());
    }
}
