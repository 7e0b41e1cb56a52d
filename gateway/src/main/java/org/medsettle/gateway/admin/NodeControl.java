package org.medsettle.gateway.admin;

import java.util.function.Consumer;

/** What an operator may have the node do. Threads: any; what may take a while tells its end on a thread of its own. */
public interface NodeControl {
    /** Reads the configuration anew and puts it in force, all or nothing. */
    void reload(Consumer<ReloadOutcome> whenDone);

    /** False while the node is still starting, and for one that is no process of its own. */
    boolean canDrain();

    /** Begins the orderly stop that SIGTERM brings, and returns at once; again changes nothing. */
    void drain();
}
