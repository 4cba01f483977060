package io.github.reel4j.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The URL or the local file of source media, as an argument. A text that starts with a scheme of at least 2 characters
 * and a colon is a URL: {@code https://example.com/cat.png}. Everything else is the path of a file: {@code ./cat.png},
 * {@code C:\cat.png}. A file whose name looks like a URL needs a folder: {@code ./a1:b.png}. The shell expands
 * {@code ~}; reel does not.
 *
 * @param text the argument
 */
record MediaArgument(String text) {

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    boolean isFile() {
        return !text.isBlank() && !URL.matcher(text).matches();
    }

    /** Passes the argument to the setter for its form. A text that can be no path counts as a URL. */
    void set(Consumer<String> url, Consumer<Path> file) {
        if (isFile()) {
            Path path;
            try {
                path = Path.of(text);
            } catch (InvalidPathException e) {
                url.accept(text);
                return;
            }
            file.accept(path);
        } else {
            url.accept(text);
        }
    }
}
