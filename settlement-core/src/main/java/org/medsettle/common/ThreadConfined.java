package org.medsettle.common;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the one thread that may touch an instance after it has been built; see {@link Threads} for the names.
 *
 * <p>Threads: the marked type has no locks and no volatile hand-over of its own; ownership moves only through the ring or
 * a named queue. Builders may construct it on another thread before the owner starts.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ThreadConfined {
    /** Name of the owning thread, one of the constants in {@link Threads}. */
    String value();
}
