package org.medsettle.gateway.cli.demo;

/**
 * A numbered row of questions that need no order among themselves. Threads: called on the client's event loop.
 */
interface Sweep {
    /** How many questions there are. */
    int size();

    /** The question, or an empty array when this one need not be asked. */
    byte[] request(int index);

    /** The answer to it. */
    void check(int index, HisAnswer answer);
}
