package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.Reply;
import io.github.reel4j.testkit.video.PlaceholderVideo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host of the finished videos. It asks for no key, as the vendors' file hosts do not. Thread-safe. */
final class Media {

    /** What a host of files adds to the addresses it hands out, and wants back to the letter; more may follow. */
    static final String SIGNATURE = "?expires=1767225600&signature=a%2Bb%2Fc%3D";

    private static final String FOLDER = "/media/";
    private static final int KEPT = 16;
    private static final Pattern FILE = Pattern.compile(FOLDER + "(.+)\\.mp4", Pattern.DOTALL);
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    // the file of a task is the same every time it is made, so forgetting one costs time only
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** With the id encoded, whatever it holds. */
    static String path(String taskId) {
        return FOLDER + encoded(taskId) + ".mp4";
    }

    private static String encoded(String taskId) {
        // what an HTML form writes as '+' is a plus sign in a path
        return URLEncoder.encode(taskId, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static boolean isSigned(ReceivedRequest request) {
        return request.target().contains(SIGNATURE);
    }

    static boolean serves(ReceivedRequest request) {
        return request.path().startsWith(FOLDER);
    }

    Reply answer(ReceivedRequest request, Tasks tasks) {
        Matcher name = FILE.matcher(request.path());
        boolean fetches = request.method().equals("GET") || request.method().equals("HEAD");
        Optional<Task> task = fetches && name.matches() ? tasks.find(name.group(1)) : Optional.empty();
        return task.filter(each -> each.phase() == Task.Phase.SUCCEEDED)
                .map(each -> part(request, each))
                .orElseGet(() -> Reply.of(404, "text/plain", "No such file"));
    }

    private Reply part(ReceivedRequest request, Task task) {
        byte[] file = file(task);
        String tag = "\"" + encoded(task.id()) + "\"";
        Reply whole = Reply.of(200, "video/mp4", file)
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
            return Reply.of(416, "text/plain", "").header("Content-Range", "bytes */" + file.length);
        }
        return Reply.of(206, "video/mp4", Arrays.copyOfRange(file, (int) from, (int) last + 1))
                .header("Accept-Ranges", "bytes")
                .header("ETag", tag)
                .header("Content-Range", "bytes " + from + "-" + last + "/" + file.length);
    }

    private byte[] file(Task task) {
        synchronized (files) {
            byte[] known = files.get(task.id());
            if (known != null) {
                return known;
            }
            if (files.size() >= KEPT) {
                files.remove(files.keySet().iterator().next());
            }
            byte[] made = make(task.order());
            files.put(task.id(), made);
            return made;
        }
    }

    /** The file of an order, the same bytes every time. */
    static byte[] make(Order order) {
        return PlaceholderVideo.of(order.resolution()).file(order.taskId());
    }
}
