package io.github.reel4j.testkit.simulator.dashscope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.testkit.http.MultipartForm;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.DialectTaskOperations;
import io.github.reel4j.testkit.simulator.UploadedFile;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Simulates DashScope's object store for temporary files. It accepts uploads as forms, which an upload policy
 * authorizes instead of an API key. Thread-safe.
 */
final class DashscopeStorage {

    static final String PATH = "/storage";

    private static final String KEY_ID = "LTAI-simulated";

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
        MultipartForm form = MultipartForm.of(request);
        return form.problem()
                .map(problem -> rejected(400, "MalformedPOSTRequest", problem))
                .orElseGet(() -> store(form, tasks));
    }

    private ServerResponse store(MultipartForm form, DialectTaskOperations tasks) {
        String key = form.text("key").orElse("");
        String folder = key.substring(0, Math.max(0, key.lastIndexOf('/')));
        boolean allowed = folders.contains(folder)
                && has(form, "OSSAccessKeyId", KEY_ID)
                && has(form, "policy", "policy-of-" + folder)
                && has(form, "Signature", "signature-of-" + folder)
                && has(form, "x-oss-object-acl", "private")
                && has(form, "x-oss-forbid-overwrite", "true");
        if (!allowed) {
            return rejected(403, "AccessDenied", "the form does not repeat the policy");
        }
        return form.file("file")
                .map(file -> {
                    tasks.recordUpload(new UploadedFile(
                            URI.create("oss://" + key), file.type().orElse(""), file.content()));
                    return ServerResponse.of(has(form, "success_action_status", "200") ? 200 : 204, "text/plain", "");
                })
                .orElseGet(() -> rejected(400, "InvalidArgument", "the form has no file"));
    }

    private static boolean has(MultipartForm form, String name, String value) {
        return form.text(name).filter(value::equals).isPresent();
    }

    private static ServerResponse rejected(int status, String code, String message) {
        return ServerResponse.of(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
