package org.medsettle.common;

/** Names of the threads that own state; thread dumps, {@link ThreadConfined} and the documentation use the same words. */
public final class Threads {
    public static final String STATE_MACHINE = "state-machine";
    public static final String JOURNAL = "journal";
    public static final String REPLY_GATE = "reply-gate";
    public static final String SEGMENT_PREPARER = "segment-preparer";
    public static final String SNAPSHOT = "snapshot";
    public static final String EVENT_LOOP = "event-loop";
    public static final String AUDIT_TRAIL = "audit-trail";
    public static final String CALLER = "caller";

    private Threads() {}
}
