package io.github.reel4j.provider.pixazo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway that repeats each response when the next request comes on the same connection. */
@Timeout(60)
class PixazoLateResponseTest {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");
    private static final Pattern TASK = Pattern.compile("task-[0-9]{8}");

    private static void accept(ServerSocket listener, String form) {
        try {
            while (true) {
                Socket socket = listener.accept();
                daemon(() -> serve(socket, form));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void serve(Socket socket, String form) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            String last = "";
            for (String body = read(in); !body.isEmpty(); body = read(in)) {
                Matcher task = TASK.matcher(body);
                String response = form.replace("ID", task.find() ? task.group() : "");
                String next = "HTTP/1.1 200 OK\r\nContent-Length: " + response.length() + "\r\n\r\n" + response;
                out.write((last + next).getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                last = next;
            }
        } catch (IOException e) {
            // The client closed the connection.
        }
    }

    /** Returns the body of a request; empty at the end of the stream. */
    private static String read(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            Matcher reported = LENGTH.matcher(line);
            length = reported.matches() ? Integer.parseInt(reported.group(1)) : length;
        }
        char[] body = new char[length];
        int read = length == 0 ? 0 : in.read(body);
        return new String(body, 0, Math.max(0, read));
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "gateway");
        thread.setDaemon(true);
        thread.start();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SPEECH_TO_VIDEO | {'video':{'url':'https://h/0IDx.mp4'}}",
                "SPEECH_TO_VIDEO | {'video':{'url':'https://h/ID.mp4'}}",
                "ANIMATE         | {'status':'COMPLETED','animation':{'url':'https://h/0IDx.mp4'}}",
                "ANIMATE         | {'request_id':'ID','status':'COMPLETED','animation':{'url':'https://h/0IDx.mp4'}}",
                "TEXT_TO_VIDEO   | {'output':{'task_status':'SUCCEEDED','video_url':'https://h/0IDx.mp4'}}",
                "TEXT_TO_VIDEO   | {'output':{'task_id':'ID','task_status':'SUCCEEDED',"
                        + "'video_url':'https://h/0IDx.mp4'}}"
            })
    @Tag("fault-143")
    void no_task_gets_the_video_of_another(Operation operation, String form) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                VirtualTimeScheduler time = new VirtualTimeScheduler()) {
            daemon(() -> accept(listener, form.replace('\'', '"')));
            ProviderId pixazo = ProviderId.of("pixazo");
            Map<String, String> settings =
                    Map.of("pixazo.api-key", "key", "pixazo.base-url", "http://127.0.0.1:" + listener.getLocalPort());
            VideoProvider provider = new PixazoProviderFactory()
                    .create(new ProviderConfig(pixazo, new Settings(settings, name -> null, name -> null), time));
            for (int i = 0; i < 12; i++) {
                String id = String.format("task-%08d", i);
                TaskRef task = new TaskRef(pixazo, operation, "wan", id, "f4eb9935", Instant.EPOCH);
                TaskStatus status = provider.tracker().status(task).get();
                assertThat(status)
                        .isInstanceOfSatisfying(
                                TaskStatus.Succeeded.class,
                                made -> assertThat(made.video().url().toString())
                                        .contains(id));
            }
            provider.close();
        }
    }
}
