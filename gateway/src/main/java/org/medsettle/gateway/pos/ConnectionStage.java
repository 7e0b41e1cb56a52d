package org.medsettle.gateway.pos;

/** Where a connection is in its life. Threads: immutable. */
enum ConnectionStage {
    READING,
    /** Nothing more is read as a message; answers still leave. */
    FINISHING,
    /** The last answer is out; input is dropped until the peer closes. */
    LINGERING,
    CLOSED
}
