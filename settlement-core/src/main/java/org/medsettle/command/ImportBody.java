package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;
import org.medsettle.domain.person.Person;

/**
 * Body of IMPORT_PERSON, IMPORT_CARD and IMPORT_CREDENTIAL: a short head with what is looked up or opened along with the
 * record, and from {@link #RECORD} on the record itself ({@code Person}, {@code Card}, {@code ElectronicCredential}).
 * IMPORT_INSTITUTION carries its record from offset 0.
 */
public final class ImportBody extends RecordView {
    private static final int OPENING = 0;
    private static final int HOLDER = 8;
    /** Where the record begins. */
    public static final int RECORD = HOLDER + Person.NUMBER_BYTES;

    /** Opening balance of a person's account, fen. */
    public long openingFen() {
        return getLong(OPENING);
    }

    /** Offset of the 32-byte number of the person who holds the card or credential. */
    public int holderOffset() {
        return offset + HOLDER;
    }

    public String holder() {
        return AsciiField.get(buffer, offset + HOLDER, Person.NUMBER_BYTES);
    }

    public int recordOffset() {
        return offset + RECORD;
    }

    public ImportBody head(long openingFen, CharSequence holder) {
        putLong(OPENING, openingFen);
        AsciiField.put(buffer, offset + HOLDER, Person.NUMBER_BYTES, holder);
        return this;
    }
}
