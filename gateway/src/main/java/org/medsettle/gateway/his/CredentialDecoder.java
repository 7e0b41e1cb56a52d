package org.medsettle.gateway.his;

import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.person.CitizenId;
import org.medsettle.domain.settlement.CredentialType;

/**
 * What the person presented. A card is meant by number and area: the first six characters of its {@code card_sn} when
 * that is given, else the area of insurance.
 *
 * <p>Failure: a card number that cannot exist is {@link ResultCode#CARD_UNKNOWN}.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class CredentialDecoder {
    private static final int SN_CHARS = 32;
    private static final String NO_TOKEN = "";

    private final HisText number = new HisText();
    private final HisText text = new HisText();
    private CredentialType type = CredentialType.NONE;
    private long packed;
    private boolean hasSn;
    private long snHigh;
    private long snLow;

    /** Reads the credential in the row that {@code fields} stands on. */
    void decode(FieldDecoder fields, int insuredArea) {
        packed = 0;
        hasSn = false;
        type = typeOf(fields.code(HisField.MDTRT_CERT_TYPE, text));
        fields.code(HisField.MDTRT_CERT_NO, number);
        switch (type) {
            case ELECTRONIC -> {}
            case CITIZEN_ID -> {
                packed = CitizenId.pack(number);
                if (packed == CitizenId.INVALID) {
                    fields.fail(ResultCode.FIELD_INVALID, HisField.MDTRT_CERT_NO);
                }
            }
            case CARD -> decodeCard(fields, insuredArea);
            case BANK_NUMBER, NONE -> fields.fail(ResultCode.FIELD_INVALID, HisField.MDTRT_CERT_TYPE);
        }
    }

    private static CredentialType typeOf(CharSequence text) {
        if (text.length() != 2 || text.charAt(0) != '0') {
            return CredentialType.NONE;
        }
        return switch (text.charAt(1)) {
            case '1' -> CredentialType.ELECTRONIC;
            case '2' -> CredentialType.CITIZEN_ID;
            case '3' -> CredentialType.CARD;
            default -> CredentialType.NONE;
        };
    }

    private void decodeCard(FieldDecoder fields, int insuredArea) {
        long area = insuredArea;
        HisText sn = fields.code(HisField.CARD_SN, text);
        hasSn = sn.length() > 0;
        if (hasSn) {
            if (sn.length() != SN_CHARS || !isHex(sn)) {
                fields.fail(ResultCode.FIELD_INVALID, HisField.CARD_SN);
                return;
            }
            snHigh = hex(sn, 0);
            snLow = hex(sn, SN_CHARS / 2);
            area = FieldDecoder.digits(sn, 0, 6);
        } else if (insuredArea == 0) {
            fields.fail(ResultCode.FIELD_MISSING, HisField.INSUPLC_ADMDVS);
            return;
        }
        packed = CardNumber.key((int) area, number);
        if (packed == CardNumber.INVALID) {
            fields.fail(ResultCode.CARD_UNKNOWN, null);
        }
    }

    private static boolean isHex(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static long hex(CharSequence text, int from) {
        long value = 0;
        for (int i = from; i < from + SN_CHARS / 2; i++) {
            value = (value << 4) | Character.digit(text.charAt(i), 16);
        }
        return value;
    }

    CredentialType type() {
        return type;
    }

    /** Card key or citizen id; 0 for a token. */
    long packed() {
        return packed;
    }

    /** The token, empty unless the credential is one. */
    CharSequence token() {
        return type == CredentialType.ELECTRONIC ? number : NO_TOKEN;
    }

    boolean hasSn() {
        return hasSn;
    }

    long snHigh() {
        return snHigh;
    }

    long snLow() {
        return snLow;
    }
}
