package org.medsettle.gateway.admin.csv;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionKind;

/** Lines of institutions.csv to IMPORT_INSTITUTION. Invariant: an imported institution is in service. */
@ThreadConfined(Threads.EVENT_LOOP)
public final class InstitutionLineDecoder implements LineDecoder {
    private static final int NAME_MAX_CHARS = 200;
    private static final int MED_TYPE_MAX_DIGITS = 6;
    private static final int MERCHANT_MAX_CHARS = 15;

    private final Institution record = new Institution();

    @Override
    public List<String> columns() {
        return List.of(
                "fixmedins_code", "name", "kind", "area", "clr_optins", "med_types", "merchant_id", "terminal_ids");
    }

    @Override
    public @Nullable String add(CsvLine line, Command command) {
        String code = line.get(0);
        if (code.length() != Institution.CODE_CHARS || !FieldRules.isAscii(code, Institution.CODE_CHARS)) {
            return "fixmedins_code: must be " + Institution.CODE_CHARS + " ASCII characters";
        }
        if (!FieldRules.isText(line.get(1), NAME_MAX_CHARS)) {
            return "name: must be 1 to " + NAME_MAX_CHARS + " characters";
        }
        InstitutionKind kind = kind(line.get(2));
        if (kind == null) {
            return "kind: must be hospital, clinic, pharmacy or fitness";
        }
        long area = FieldRules.area(line.get(3));
        if (area == FieldRules.WRONG) {
            return "area: must be six digits";
        }
        long agency = FieldRules.area(line.get(4));
        if (agency == FieldRules.WRONG) {
            return "clr_optins: must be six digits";
        }
        String merchant = line.get(6);
        if (!merchant.isEmpty() && !FieldRules.isAscii(merchant, MERCHANT_MAX_CHARS)) {
            return "merchant_id: must be at most " + MERCHANT_MAX_CHARS + " ASCII characters";
        }
        record.wrap(command.reserve(Institution.BYTES), 0);
        record.clear()
                .code(code)
                .area((int) area)
                .clearingAgency((int) agency)
                .kind(kind)
                .state(Institution.IN_SERVICE)
                .merchant(merchant)
                .name(line.get(1));
        command.set(CommandType.IMPORT_INSTITUTION, Institution.BYTES);
        String reason = addMedTypes(line.get(5));
        return reason != null ? reason : addTerminals(line.get(7));
    }

    private static @Nullable InstitutionKind kind(String text) {
        for (InstitutionKind kind : InstitutionKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return kind;
            }
        }
        return null;
    }

    private @Nullable String addMedTypes(String text) {
        String[] medTypes = text.split(";", -1);
        if (medTypes.length > Institution.MAX_MED_TYPES) {
            return "med_types: at most " + Institution.MAX_MED_TYPES;
        }
        for (String medType : medTypes) {
            long value = FieldRules.whole(medType, MED_TYPE_MAX_DIGITS);
            if (value <= 0) {
                return "med_types: must be numbers of 1 to " + MED_TYPE_MAX_DIGITS + " digits, separated by ;";
            }
            record.addMedType((int) value);
        }
        return null;
    }

    private @Nullable String addTerminals(String text) {
        if (text.isEmpty()) {
            return null;
        }
        String[] terminals = text.split(";", -1);
        if (terminals.length > Institution.MAX_TERMINALS) {
            return "terminal_ids: at most " + Institution.MAX_TERMINALS;
        }
        for (String terminal : terminals) {
            if (!FieldRules.isAscii(terminal, Institution.TERMINAL_BYTES)) {
                return "terminal_ids: must be 1 to " + Institution.TERMINAL_BYTES + " ASCII characters, separated by ;";
            }
            record.addTerminal(terminal);
        }
        return null;
    }
}
