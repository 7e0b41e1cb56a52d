package org.medsettle.gateway.his;

/** The envelope of a request as it came. Threads: event loop; valid during the call that hands it over. */
@FunctionalInterface
public interface HisEnvelope {
    /** The text of an envelope field, empty when it is absent. */
    CharSequence text(HisField field);
}
