package org.medsettle.gateway.cli.demo;

/** Who waits for answers on a connection. Threads: called on the client's event loop. */
interface AnswerListener {
    /** An answer came, in the order of requests; it is valid during the call only. */
    void onAnswer(HisAnswer answer);

    /** The connection is gone; requests without an answer stay without one. */
    void onLost();
}
