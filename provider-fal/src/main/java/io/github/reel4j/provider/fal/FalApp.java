package io.github.reel4j.provider.fal;

import io.github.reel4j.model.TaskRef;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The owner and the app name at the start of a model id, for example {@code fal-ai} and {@code wan}. All calls about a
 * task use only these.
 */
record FalApp(String owner, String name) {

    private static final FalApp WAN = new FalApp("fal-ai", "wan");
    private static final Pattern MODEL_ID = Pattern.compile("(\\w[\\w.-]*)/(\\w[\\w.-]*)(/.*)?", Pattern.DOTALL);

    /** Returns the app of a task; that of all models if the task names no model of fal. */
    static FalApp of(TaskRef task) {
        Matcher id = MODEL_ID.matcher(task.endpoint());
        return id.matches() ? new FalApp(id.group(1), id.group(2)) : WAN;
    }

    /** Returns the path of a task, below the base URL. */
    String path(String taskId) {
        return "/" + owner + "/" + name + "/requests/" + taskId;
    }
}
