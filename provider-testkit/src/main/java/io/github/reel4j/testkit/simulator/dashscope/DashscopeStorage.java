package io.github.reel4j.testkit.simulator.dashscope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.DialectTaskOperations;
import io.github.reel4j.testkit.simulator.UploadedFile;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The object store for temporary files, which takes forms with a policy and no API key. Thread-safe. */
final class DashscopeStorage {

    static final String PATH = "/storage";

    private static final String KEY_ID = "LTAI-simulated";
    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data; *boundary=\"?([^\";]+)\"?.*");
    private static final Pattern NAME = Pattern.compile("(?is).*\\bname=\"([^\"]*)\".*");
    private static final Pattern TYPE = Pattern.compile("(?is).*Content-Type: *([^\r\n]+).*");

    private final Set<String> folders = ConcurrentHashMap.newKeySet();

    /** Returns a policy for one folder. */
    ObjectNode policy(ReceivedRequest request) {
        String folder = "dashscope-instant/simulated/" + UUID.randomUUID();
        folders.add(folder);
        ObjectNode body = DashscopeResponses.newResponse();
        body.putObject("data")
                .put("policy", "policy-of-" + folder)
                .put("signature", "signature-of-" + folder)
                .put("upload_dir", folder)
                .put("upload_host", "http://" + request.header("host").orElse("") + PATH)
                .put("expire_in_seconds", 300)
                .put("max_file_size_mb", 100)
                .put("oss_access_key_id", KEY_ID)
                .put("x_oss_object_acl", "private")
                .put("x_oss_forbid_overwrite", "true");
        return body;
    }

    void reset() {
        folders.clear();
    }

    /** Stores the file of a form. A success has no body. */
    ServerResponse store(ReceivedRequest request, DialectTaskOperations tasks) {
        if (request.header("authorization").isPresent()) {
            return rejected(400, "InvalidArgument", "the API key must not be sent to the store");
        }
        Matcher boundary = BOUNDARY.matcher(request.header("content-type").orElse(""));
        if (!boundary.matches()) {
            return rejected(400, "MalformedPOSTRequest", "the body must be a form");
        }
        byte[] bytes = new byte[request.content().remaining()];
        request.content().get(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Map<String, String> form = new HashMap<>();
        String type = "";
        for (String part : text.split(Pattern.quote("--" + boundary.group(1)), -1)) {
            int end = part.indexOf("\r\n\r\n");
            Matcher name = NAME.matcher(end < 0 ? "" : part.substring(0, end));
            if (name.matches()) {
                form.put(name.group(1), part.substring(end + 4, part.length() - 2));
                Matcher declared = TYPE.matcher(part.substring(0, end));
                type = declared.matches() ? declared.group(1).strip() : type;
            }
        }
        return store(form, type, tasks);
    }

    private ServerResponse store(Map<String, String> form, String type, DialectTaskOperations tasks) {
        String key = form.getOrDefault("key", "");
        String folder = key.substring(0, Math.max(0, key.lastIndexOf('/')));
        boolean allowed = folders.contains(folder)
                && KEY_ID.equals(form.get("OSSAccessKeyId"))
                && ("policy-of-" + folder).equals(form.get("policy"))
                && ("signature-of-" + folder).equals(form.get("Signature"))
                && "private".equals(form.get("x-oss-object-acl"))
                && "true".equals(form.get("x-oss-forbid-overwrite"));
        if (!allowed) {
            return rejected(403, "AccessDenied", "the form does not repeat the policy");
        }
        String file = form.get("file");
        if (file == null) {
            return rejected(400, "InvalidArgument", "the form has no file");
        }
        tasks.recordUpload(new UploadedFile(
                URI.create("oss://" + key), type, ByteBuffer.wrap(file.getBytes(StandardCharsets.ISO_8859_1))));
        return ServerResponse.of("200".equals(form.get("success_action_status")) ? 200 : 204, "text/plain", "");
    }

    private static ServerResponse rejected(int status, String code, String message) {
        return ServerResponse.of(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
