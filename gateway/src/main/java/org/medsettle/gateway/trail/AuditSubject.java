package org.medsettle.gateway.trail;

import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.mask.MaskedText;

/**
 * Whom or what a call concerns. The identity itself is never written: the trail holds its masked form, and a tag made with a
 * secret of the node, by which an auditor who knows the identity finds its records.
 *
 * <p>Threads: immutable.
 */
public final class AuditSubject {
    /** What kinds of thing a call can concern. */
    public enum Type {
        NONE,
        CARD,
        PERSON,
        INSTITUTION,
        SETTLEMENT,
        KEY,
        LIST,
        FILE,
        DAY,
        CONFIGURATION
    }

    /** Nothing in particular. */
    public static final AuditSubject NONE = new AuditSubject(Type.NONE, "", "");

    private final Type type;
    private final String identity;
    private final String masked;

    private AuditSubject(Type type, String identity, String masked) {
        this.type = type;
        this.identity = identity;
        this.masked = masked;
    }

    /** A card by its key, see {@link CardNumber#key}. */
    public static AuditSubject card(long cardKey) {
        return new AuditSubject(Type.CARD, Long.toString(cardKey), MaskedText.card(cardKey));
    }

    /** An insured person by number (psn_no). */
    public static AuditSubject person(String number) {
        return new AuditSubject(Type.PERSON, number, MaskedText.tail(number));
    }

    /** An institution by code; a public number, so not masked. */
    public static AuditSubject institution(String code) {
        return new AuditSubject(Type.INSTITUTION, code, code);
    }

    /** A settlement by id. */
    public static AuditSubject settlement(long id) {
        return new AuditSubject(Type.SETTLEMENT, Long.toString(id), MaskedText.tail(Long.toString(id)));
    }

    /** A request by its key. */
    public static AuditSubject key(String key) {
        return new AuditSubject(Type.KEY, key, MaskedText.tail(key));
    }

    /** An invalid list or another thing with a public name: level and version, a day, a file's kind. */
    public static AuditSubject named(Type type, String name) {
        return new AuditSubject(type, name, name);
    }

    Type type() {
        return type;
    }

    /** What the tag is made of. */
    String identity() {
        return type + ":" + identity;
    }

    boolean isNone() {
        return type == Type.NONE;
    }

    /** The masked form. */
    @Override
    public String toString() {
        return masked;
    }
}
