package io.github.reel4j.benchmarks.caller;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A lower bound: writes a request to a socket and reads the response without parsing it. */
final class RawSocketCaller implements Caller {

    private static final byte[] REQUEST =
            ("POST /wan-video-polling/getTextToVideoResult HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                            + "Content-Type: application/json\r\nCache-Control: no-cache\r\nOcp-Apim-Subscription-Key: "
                            + KEY
                            + "\r\nContent-Length: 50\r\n\r\n{\"task_id\":\"" + TASK + "\"}")
                    .getBytes(StandardCharsets.US_ASCII);

    private final ThreadLocal<Socket> sockets;

    RawSocketCaller(String origin) {
        URI url = URI.create(origin);
        sockets = ThreadLocal.withInitial(() -> {
            try {
                Socket socket = new Socket(url.getHost(), url.getPort());
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public void poll() throws IOException {
        Socket socket = sockets.get();
        socket.getOutputStream().write(REQUEST);
        InputStream in = socket.getInputStream();
        byte[] response = new byte[2048];
        int size = 0;
        // The response ends with two closing braces.
        while (size < 2 || response[size - 1] != '}' || response[size - 2] != '}') {
            size += in.read(response, size, response.length - size);
        }
    }
}
