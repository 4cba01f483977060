package io.github.reel4j.testkit.simulator;

/** The purpose of a request to a vendor. Faults are queued and requests are recorded by kind. */
public enum RequestKind {
    /** Submits an order. The vendor bills it if it accepts it. */
    SUBMIT,
    /** Requests the status or the result of a task. */
    POLL,
    /** Requests to stop a task. */
    CANCEL,
    /** Uploads a media file. Uploads are free. */
    UPLOAD,
    /** Downloads a finished video. The simulator detects these requests; a dialect never returns this kind. */
    DOWNLOAD,
    /** Fetches the public keys of callback signatures. It is not part of the vendor's API and carries no API key. */
    PUBLIC_KEYS,
    /** Any other request, for example to a path that the vendor does not have. */
    OTHER
}
