package org.medsettle.gateway.posclient;

import java.util.Map;
import java.util.TreeMap;

/** Type and fields as text: digits and characters as they are, raw bytes as upper-case hex. */
public final class TillMessage {
    public final String mti;
    public final Map<Integer, String> fields = new TreeMap<>();

    public TillMessage(String mti) {
        this.mti = mti;
    }

    public TillMessage set(int field, String value) {
        fields.put(field, value);
        return this;
    }

    public TillMessage remove(int... which) {
        for (int field : which) {
            fields.remove(field);
        }
        return this;
    }

    public String get(int field) {
        return fields.get(field);
    }

    /** Field 39. */
    public String code() {
        return fields.get(39);
    }

    /** The same fields under another type. */
    public TillMessage as(String otherMti) {
        TillMessage copy = new TillMessage(otherMti);
        copy.fields.putAll(fields);
        return copy;
    }

    @Override
    public String toString() {
        return mti + fields;
    }
}
